import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testEngine } from '@/lib/testing/engine';
import { withApps } from '@/lib/testing/with-apps';
import { everyPermission } from '@/lib/testing/scopes';
import { canStartEngines, startEngine, type StartedEngine } from '@/lib/testing/start-engine';
import type { AppDetailDto } from '../contract';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, updateApp } from './deploy-app';
import { getApp } from './get-app';

const scope = everyPermission('test');
const soon = { timeout: 60_000, interval: 200 };
const spec = (change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({ image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.02, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.3 }, ...change });

interface Failure {
  what: string;
  spec(): Partial<AppSpecInput>;
  /** Made to fail after it ran. */
  then?(app: AppDetailDto): Promise<unknown>;
  /** Where the cause is told, and how. */
  cause: RegExp;
  status: RegExp;
  times: number;
}

let blocker: { port: number };
const sh = (script: string): Partial<AppSpecInput> => ({ args: ['sh', '-c', script] });
const running = (app: AppDetailDto) => app.instanceRows.find(({ endedAt }) => !endedAt)!.containerId!;
const inside = async (app: AppDetailDto, ...Cmd: string[]) => { const exec = await testEngine.docker.getContainer(running(app)).exec({ Cmd }); await exec.start({}); };

const FAILURES: Failure[] = [
  { what: 'bad image', spec: () => ({ image: 'no-such-image:1' }), cause: /no-such-image:1/, status: /^(failed|delayed|recovering)$/, times: 7 },
  { what: 'crash at start', spec: () => sh('exit 7'), cause: /exit code 7/, status: /^(failed|delayed|recovering)$/, times: 7 },
  { what: 'crash later', spec: () => sh('while [ ! -f /tmp/stop ]; do sleep 0.1; done; exit 9'), then: (app) => inside(app, 'touch', '/tmp/stop'), cause: /exit code 9/, status: /^(running|delayed|recovering|failed)$/, times: 6 },
  { what: 'unhealthy', spec: () => ({ healthChecks: [{ protocol: 'COMMAND', command: ['sh', '-c', 'echo no database; exit 1'], intervalSeconds: 1, maxConsecutiveFailures: 2 }] }), cause: /failed its health check \d times: no database/, status: /^(failed|delayed|recovering)$/, times: 6 },
  { what: 'out of memory', spec: () => ({ ...sh('sleep 0.4; tail /dev/zero'), restart: 'no' }), cause: /killed for memory: it needed more than its 16 MiB/, status: /^(failed|delayed|recovering)$/, times: 6 },
  { what: 'port taken', spec: () => ({ ports: [{ containerPort: 80, hostPort: blocker.port }] }), cause: /port \d+/, status: /^(failed|delayed|recovering)$/, times: 6 },
  { what: 'slow start', spec: () => ({ ports: [{ containerPort: 8080 }], readinessChecks: [{ intervalSeconds: 1 }], upgradeStrategy: { minHealthySeconds: 0, deadlineSeconds: 5 } }), cause: /Only 0 of 1 instances were ready, and none became ready for 5 s/, status: /^(deploying|recovering|failed|waiting)$/, times: 6 },
];
const GONE = 6;

/** Whether what the screen says is what the engine has, asked at one moment; events may be on their way for a moment. */
async function isTrue(app: AppDetailDto): Promise<boolean> {
  const rows = await testEngine.docker.listContainers({ all: true, filters: { label: [`gantry.app=${app.path}`] } });
  const up = rows.filter((row) => row.State === 'running').length;
  if (app.status === 'running') return up >= app.instances.wanted;
  return app.instances.ready < app.instances.wanted;
}

describe('the status is what the engine has, and says why', () => {
  let engine: EngineConnection;
  let own: StartedEngine | undefined;
  const group = `/${testEngine.unique('truth')}`;
  withApps(group, (started) => { engine = started; });
  beforeAll(async () => {
    const box = await testEngine.run({ ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '' }] } } });
    blocker = { port: Number(Object.values((await box.inspect()).NetworkSettings.Ports)[0]![0]!.HostPort) };
  });
  afterAll(async () => {
    await own?.stop();
  });

  it(`in ${FAILURES.reduce((sum, { times }) => sum + times, 0)} forced failures of an app`, async () => {
    const cases = FAILURES.flatMap((failure) => Array.from({ length: failure.times }, (_, index) => ({ failure, path: `${group}/${failure.what.replace(/ /g, '-')}-${index}` })));
    const right: string[] = [];
    await Promise.all(cases.map(async ({ failure, path }, index) => {
      await sleep(index * 100);
      const { id } = await createApp(scope, { path, environmentId: engine.id, spec: spec(failure.spec()), message: '' });
      if (failure.then) {
        await vi.waitFor(async () => expect((await getApp(id, 'en')).status).toBe('running'), soon);
        await failure.then(await getApp(id, 'en'));
      }
      await vi.waitFor(async () => {
        const app = await getApp(id, 'en');
        // What a person reads: the app's own cause, its last deployment, the last end of an instance.
        const told = [app.reason, app.deployments[0]!.reason, ...app.instanceRows.map(({ reason }) => reason)].map((reason) => reason?.detail ?? '');
        expect(told.some((text) => failure.cause.test(text)), `${path} ${app.status}: ${told.join(' | ')}`).toBe(true);
        expect(app.status, path).toMatch(failure.status);
        expect(await isTrue(app), `${path} ${app.status}`).toBe(true);
      }, soon);
      right.push(path);
    }));
    expect(right).toHaveLength(cases.length);
  }, 240_000);

  it.runIf(canStartEngines)(`in ${GONE} more when the engine goes, and a deployment in its middle goes on when it comes back`, async () => {
    own = await startEngine();
    const away = await connectTestEngine(own.socketPath);
    const make = (name: string) => createApp(scope, { path: `${group}/${name}`, environmentId: away.id, spec: spec({ instances: 2, upgradeStrategy: { minHealthySeconds: 1 } }), message: '' });
    const apps = await Promise.all(Array.from({ length: GONE }, (_, index) => make(`gone-${index}`)));
    const all = () => Promise.all(apps.map(({ id }) => getApp(id, 'en')));
    await vi.waitFor(async () => expect((await all()).map(({ status }) => status)).toEqual(apps.map(() => 'running')), soon);
    const rollout = await updateApp(scope, apps[0]!.id, { spec: spec({ instances: 2, env: { V: '2' }, upgradeStrategy: { minHealthySeconds: 2 } }), message: '' });
    await vi.waitFor(async () => expect((await getApp(rollout.id, 'en')).instances.total).toBeGreaterThan(2), soon);
    await own.kill9();
    await vi.waitFor(async () => {
      for (const app of await all()) expect([app.status, app.reason?.detail]).toEqual(['waiting', expect.stringMatching(new RegExp(`^${away.name} does not answer`))]);
    }, soon);
    await own.restart();
    await vi.waitFor(async () => expect((await all()).map(({ status, version }) => [status, version]), JSON.stringify((await getApp(rollout.id, 'en')).deployments[0])).toEqual(apps.map((_, index) => ['running', index === 0 ? 2 : 1])), { ...soon, timeout: 90_000 });
    const rows = await own.docker.listContainers({ all: true, filters: { label: [`gantry.app=${rollout.path}`] } });
    expect(rows.map((row) => [row.State, row.Labels['gantry.version']])).toEqual([['running', '2'], ['running', '2']]);
  }, 240_000);
});
