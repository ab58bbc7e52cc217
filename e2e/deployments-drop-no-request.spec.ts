import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad } from '../lib/testing/traffic/load/start-load';
import { engineAddress, untilAnswered } from '../lib/testing/traffic/proxy-address';
import { TrafficApp, type Call } from '../lib/testing/traffic/traffic-app';
import { makeTrafficImage } from '../lib/testing/traffic/traffic-image';
import { failuresText, moveUnderLoad, TRANSITIONS } from '../lib/testing/traffic/transitions';
import { canStartEngines, startEngine } from '../lib/testing/start-engine';
import { expect } from './fixtures';
import { printToken, test } from './own-console';
import { waitUntilReady } from './start-console';

const admin = { GANTRY_ADMIN_EMAIL: 'first@example.com', GANTRY_ADMIN_PASSWORD: 'correct horse battery' };
const INSTANCES = 2;
/** In the middle of the one that it is done to. */
const KILL_AFTER_MS = 2_000;

// Once through each; `npm run bench -- lossless` goes five times and for a minute each.
test('no request fails and no WebSocket is cut while an app is moved in every way, also when the console is killed meanwhile', async ({ start, dataDir }) => {
  test.skip(!canStartEngines, 'an engine whose proxy has port 80 to itself takes Linux, root and dockerd');
  test.setTimeout(300_000);
  const engine = await startEngine([], { reachable: true });
  try {
    const image = await makeTrafficImage(engine.docker);
    const env = { ...admin, DOCKER_HOST: `unix://${engine.socketPath}` };
    let console = await start(env);
    await waitUntilReady(console.url, console.child);
    const authorization = `Bearer ${await printToken(dataDir)}`;
    const call: Call = async <T>(method: string, at: string, body?: object) => {
      const response = await fetch(`${console.url}/api/v1${at}`, { method, headers: { authorization, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
      const answer = (await response.json()) as T;
      if (!response.ok) throw new Error(`${method} ${at}: ${JSON.stringify(answer)}`);
      return answer;
    };
    const target = { address: await engineAddress(engine.docker), port: 80, host: 'app.example.test' };
    const app = await TrafficApp.deploy(call, { path: '/traffic/app', host: target.host, image, instances: INSTANCES, drainSeconds: 20 });
    await untilAnswered(target);

    // WebSockets live shorter than the app drains.
    const load = startLoad({ ...target, webSocketLifeMs: [1_000, 3_000] });
    await sleep(2_000);
    for (const transition of TRANSITIONS) {
      const moved = await test.step(transition.name, () => moveUnderLoad(app, transition, load));
      expect(failuresText(moved.failures), transition.name).toBe('');
      expect(moved.answersOfOld, `${transition.name}: the instances that went had traffic`).toBeGreaterThan(0);
      if (transition.name !== 'scale down') expect(moved.answersOfNew, `${transition.name}: the instances that came got traffic`).toBeGreaterThan(0);
    }

    await app.scale(INSTANCES);
    const away = { fromMs: 0, toMs: 0 };
    const moved = await moveUnderLoad(app, TRANSITIONS[0]!, load, async () => {
      await sleep(KILL_AFTER_MS);
      // Not its launcher: the process that talks to engine and store.
      process.kill((JSON.parse(readFileSync(path.join(dataDir, 'console.lock'), 'utf8')) as { pid: number }).pid, 'SIGKILL');
      await console.ended;
      away.fromMs = load.nowMs();
      await sleep(3_000);
      away.toMs = load.nowMs();
      console = await start(env);
      await waitUntilReady(console.url, console.child);
    });
    expect(failuresText(moved.failures), 'rolling, with the console killed').toBe('');
    const report = await load.stop();
    expect(failuresText(report.failures)).toBe('');
    for (const [kind, { begun, ok }] of Object.entries(report.counts)) expect(ok, `${kind} of ${begun}`).toBe(begun);
    // Also while nobody was there to steer.
    const quiet = report.seconds.slice(Math.ceil(away.fromMs / 1_000), Math.floor(away.toMs / 1_000));
    expect(quiet.length).toBeGreaterThan(0);
    for (const { ok } of quiet) expect(ok).toBeGreaterThan(80);
  } finally {
    await engine.stop();
  }
});
