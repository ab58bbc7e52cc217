import { setTimeout as sleep } from 'node:timers/promises';
import { untilAnswered } from '../../lib/testing/traffic/proxy-address';
import { TRAFFIC_PORT } from '../../lib/testing/traffic/traffic-image';
import { quantile, type Figure } from './figure';
import { withTraffic } from './traffic-bed';

const ROUTES = 500;
const EACH = 50;
const CHANGES = 50;
const host = (number: number) => `r${number}.example.test`;

/** From the request that changes a route until its target answers, with five hundred routes in the proxy. */
export const benchRouteChange = (): Promise<Figure[]> =>
  withTraffic(1, async ({ call, image, target }) => {
    const { items } = await call<{ items: { id: string }[] }>('GET', '/environments');
    const specOf = (hosts: string[], name: string) => ({
      image, pullPolicy: 'never', cpus: 0.1, mem: 96, env: { VERSION: name }, ports: [{ containerPort: TRAFFIC_PORT, name: 'http' }], taskKillGracePeriodSeconds: 0,
      upgradeStrategy: { minHealthySeconds: 0 }, routes: hosts.map((one) => ({ host: one, port: 'http' })),
    });
    const hostsOf = (app: number) => Array.from({ length: EACH }, (_, index) => host(app * EACH + index));
    const apps: string[] = [];
    for (let app = 0; app < ROUTES / EACH; app++) {
      const { id } = await call<{ id: string }>('POST', '/apps', { path: `/bench/many-${app}`, environmentId: items[0]!.id, spec: specOf(hostsOf(app), `many-${app}`) });
      apps.push(id);
    }
    for (let route = 0; route < ROUTES; route += EACH) await untilAnswered({ ...target, host: host(route) }, 120_000);
    await sleep(2_000);

    const [took, accepted]: [number[], number[]] = [[], []];
    for (let change = 0; change < CHANGES; change++) {
      // The app's first route gets another host, so that there are as many as before.
      const app = change % apps.length;
      const changed = `c${change}.example.test`;
      const began = performance.now();
      const answered = untilAnswered({ ...target, host: changed }, 30_000);
      await call('PUT', `/apps/${apps[app]}?force=true`, { spec: specOf([changed, ...hostsOf(app).slice(1)], `many-${app}`) });
      accepted.push(performance.now() - began);
      await answered;
      took.push(performance.now() - began);
      await sleep(300);
    }
    return [
      { what: 'the request alone, p95', value: quantile(accepted, 0.95), unit: 'ms' },
      { what: `a route changed among ${ROUTES}: request → answer, p50`, value: quantile(took, 0.5), unit: 'ms' },
      { what: `a route changed among ${ROUTES}: request → answer, p95`, value: quantile(took, 0.95), unit: 'ms', bar: 500, note: `of ${CHANGES}, longest ${Math.round(quantile(took, 1))} ms` },
    ];
  });
