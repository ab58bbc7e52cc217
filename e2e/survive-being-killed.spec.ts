import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from './fixtures';
import { printToken, test } from './own-console';
import { waitUntilReady } from './start-console';

const KILLS = 30;
const INSTANCES = 10;
const admin = { GANTRY_ADMIN_EMAIL: 'first@example.com', GANTRY_ADMIN_PASSWORD: 'correct horse battery' };

test(`a deploy of ${INSTANCES} instances ends right though the console is killed ${KILLS} times in the middle of it`, async ({ start, dataDir, docker, image, unique }) => {
  test.setTimeout(420_000);
  const appPath = `/e2e/${unique('killed')}`;
  const seed = Math.floor(Math.random() * 2 ** 31);
  const random = randomFrom(seed);
  let console = await start(admin);
  await waitUntilReady(console.url, console.child);
  const authorization = `Bearer ${await printToken(dataDir)}`;
  const call = async (method: string, at: string, body?: object) => {
    const response = await fetch(`${console.url}/api/v1${at}`, { method, headers: { authorization, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
    const answer = (await response.json()) as Record<string, never>;
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer;
  };
  const specOf = (round: number) => ({
    image, pullPolicy: 'never', args: ['sleep', '3600'], instances: INSTANCES, cpus: 0.05, mem: 8, env: { ROUND: String(round) }, taskKillGracePeriodSeconds: 0,
    upgradeStrategy: { kind: (['rolling', 'blueGreen', 'canary', 'recreate'] as const)[round % 4], minimumHealthCapacity: 0.5, maximumOverCapacity: 1, minHealthySeconds: 0, keepForSeconds: 0, canarySteps: [{ instances: 2, holdSeconds: 0 }, { percent: 50, holdSeconds: 1 }] },
  });
  const { items } = (await call('GET', '/environments')) as unknown as { items: { id: string }[] };
  const app = (await call('POST', '/apps', { path: appPath, environmentId: items[0]!.id, spec: specOf(0) })) as unknown as { id: string };

  for (let round = 1; round <= KILLS; round++) {
    await sleep(random() * 1_500);
    // Not its launcher: the process that talks to engine and store.
    process.kill((JSON.parse(readFileSync(path.join(dataDir, 'console.lock'), 'utf8')) as { pid: number }).pid, 'SIGKILL');
    await console.ended;
    console = await start();
    await waitUntilReady(console.url, console.child);
    // Every other time the same deployment has to go on by itself; else a new version comes on top of the unfinished one.
    if (round % 2 === 0 && round < KILLS) await call('PUT', `/apps/${app.id}?force=true`, { spec: specOf(round / 2) });
  }

  const state = async () => (await call('GET', `/apps/${app.id}`)) as unknown as { status: string; version: number; deployments: { reason: { detail: string } | null }[]; instanceRows: { containerId: string; endedAt: string | null }[] };
  await expect.poll(async () => { const { status, deployments } = await state(); return `${status} ${deployments[0]!.reason?.detail ?? ''}`; }, { timeout: 60_000, message: `seed ${seed}` }).toBe('running ');
  const { version, instanceRows } = await state();
  const onEngine = await docker.listContainers({ all: true, filters: { label: [`gantry.app=${appPath}`] } });
  expect(onEngine.map((row) => [row.State, row.Labels['gantry.version']]), `seed ${seed}`).toEqual(Array(INSTANCES).fill(['running', String(version)]));
  expect(new Set(onEngine.map((row) => row.Labels['gantry.instance'])).size).toBe(INSTANCES);
  expect(instanceRows.filter(({ endedAt }) => !endedAt).map(({ containerId }) => containerId).sort()).toEqual(onEngine.map((row) => row.Id).sort());
  await Promise.all(onEngine.map((row) => docker.getContainer(row.Id).remove({ force: true })));
});

/** Told with a failure, so that the same moments can be tried again (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
