import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_IMAGE } from '../../lib/testing/busybox-image';
import { withConsole, withEngine, type RunningConsole } from './bed';
import { withPage } from './browser';
import { longestTask, scroll, visit } from './page';
import { quantile, type Figure } from './figure';

const APPS = 500;
const GROUPS = 60;
const REQUESTS = 200;
const BATCH = 50;
const SPEC = { image: TEST_IMAGE, pullPolicy: 'never', args: ['sleep', '86400'], instances: 2, cpus: 0.01, mem: 8, networks: [{ name: 'none' }], taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0 } };

/** Five hundred apps of two running instances in sixty groups: their list, and their page. */
export const benchApps = (): Promise<Figure[]> =>
  withEngine((engine) =>
    withConsole(engine, async (console) => {
      const { items } = (await call(console, 'GET', '/environments')) as { items: { id: string }[] };
      const paths = Array.from({ length: APPS }, (_, index) => `/team-${index % 6}/group-${index % GROUPS}/app-${index}`);
      for (let from = 0; from < APPS; from += BATCH) await call(console, 'POST', '/groups/deploy', { environmentId: items[0]!.id, apps: paths.slice(from, from + BATCH).map((path, index) => ({ path, spec: { ...SPEC, labels: { team: `t${(from + index) % 9}` } } })) });
      for (;;) {
        const { items: apps } = (await call(console, 'GET', '/apps?limit=1000')) as { items: { status: string }[] };
        if (apps.filter(({ status }) => status === 'running').length === APPS) break;
        await sleep(2_000);
      }
      await sleep(10_000);
      const took: number[] = [];
      for (let index = 0; index < REQUESTS; index++) {
        const began = performance.now();
        await call(console, 'GET', '/apps?limit=1000');
        took.push(performance.now() - began);
      }
      const { firstRowsMs, longestTaskMs } = await withPage(console.url, async (signedIn, browser) => {
        const { page, firstRowsMs: first } = await visit(browser, console.url, '/applications?status=running', await signedIn.context().storageState());
        return { firstRowsMs: first, longestTaskMs: await longestTask(page, () => scroll(page)) };
      });
      return [
        { what: `GET /api/v1/apps, ${APPS} apps × 2 instances, p50`, value: quantile(took, 0.5), unit: 'ms' },
        { what: `GET /api/v1/apps, ${APPS} apps × 2 instances, p95`, value: quantile(took, 0.95), unit: 'ms', bar: 50 },
        { what: `applications page, ${APPS} apps: first rows`, value: firstRowsMs, unit: 'ms', bar: 1_500 },
        { what: 'longest task while it is scrolled', value: longestTaskMs, unit: 'ms', bar: 100 },
      ];
    }),
  );

async function call({ url, token }: RunningConsole, method: string, at: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/api/v1${at}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${at}: ${await response.text()}`);
  return response.json();
}
