import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_IMAGE } from '../../lib/testing/busybox-image';
import { withConsole, withEngine, type RunningConsole } from './bed';
import { quantile, type Figure } from './figure';

const INSTANCES = 10;
const ROUNDS = 3;
const SPEC = { image: TEST_IMAGE, pullPolicy: 'never', args: ['sleep', '3600'], instances: INSTANCES, cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0 };

/** Ten instances from the request until all run, against the engine making the same ten one after the other. */
export const benchDeploy = (): Promise<Figure[]> =>
  withEngine((engine) =>
    withConsole(engine, async (console) => {
      const { items } = (await call(console, 'GET', '/environments')) as { items: { id: string }[] };
      const running = async (path: string) => (await engine.docker.listContainers({ filters: { label: [`gantry.app=${path}`] } })).length;
      const ours: number[] = [];
      const engines: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const started = performance.now();
        const made = [];
        for (let index = 0; index < INSTANCES; index++) {
          const container = await engine.docker.createContainer({ Image: TEST_IMAGE, Cmd: SPEC.args, HostConfig: { NanoCpus: 1e8, Memory: 16 * 2 ** 20 } });
          await container.start();
          made.push(container);
        }
        engines.push(performance.now() - started);
        await Promise.all(made.map((container) => container.remove({ force: true })));

        const path = `/bench/ten-${round}`;
        const clicked = performance.now();
        const { id } = (await call(console, 'POST', '/apps', { path, environmentId: items[0]!.id, spec: SPEC })) as { id: string };
        while ((await running(path)) < INSTANCES) await sleep(10);
        ours.push(performance.now() - clicked);
        await call(console, 'DELETE', `/apps/${id}?force=true`);
        while ((await running(path)) > 0) await sleep(50);
      }
      const [mine, theirs] = [quantile(ours, 0.5), quantile(engines, 0.5)];
      return [
        { what: `${INSTANCES} containers made in a loop`, value: theirs, unit: 'ms' },
        { what: `deploy of ${INSTANCES} instances, request → all running`, value: mine, unit: 'ms' },
        { what: 'ratio of the two', value: mine / theirs, unit: '×', bar: 1.5 },
      ];
    }),
  );

async function call({ url, token }: RunningConsole, method: string, at: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/api/v1${at}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${at}: ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}
