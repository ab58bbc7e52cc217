import { setTimeout as sleep } from 'node:timers/promises';
import { askProxy } from '../../lib/testing/ask-proxy';
import { TRAFFIC_PORT } from '../../lib/testing/traffic/traffic-image';
import { quantile, type Figure } from './figure';
import { withTraffic } from './traffic-bed';

const ROUTES = 500;
const EACH = 50;
const CHANGES = 50;
const SETTLE_MS = 300;

interface Route {
  host: string;
  /** What its answers say in a header, another word for each: so no two routes share a backend, the worst case. */
  word: string;
}

/** From the request that changes a route until its traffic follows, with five hundred routes in the proxy. */
export const benchRouteChange = (): Promise<Figure[]> =>
  withTraffic(1, async ({ call, image, target }) => {
    const { items } = await call<{ items: { id: string }[] }>('GET', '/environments');
    const specOf = (routes: Route[]) => ({
      image, pullPolicy: 'never', cpus: 0.1, mem: 96, ports: [{ containerPort: TRAFFIC_PORT, name: 'http' }], taskKillGracePeriodSeconds: 0,
      upgradeStrategy: { minHealthySeconds: 0 }, routes: routes.map(({ host, word }) => ({ host, port: 'http', responseHeaders: { set: { 'X-Word': word } } })),
    });
    const apps: { id: string; routes: Route[] }[] = [];
    for (let app = 0; app < ROUTES / EACH; app++) {
      const routes = Array.from({ length: EACH }, (_, index) => ({ host: `r${app}-${index}.example.test`, word: `w${app}-${index}` }));
      apps.push({ id: (await call<{ id: string }>('POST', '/apps', { path: `/bench/many-${app}`, environmentId: items[0]!.id, spec: specOf(routes) })).id, routes });
    }
    const follows = async ({ host, word }: Route, timeoutMs: number) => {
      for (const began = performance.now(); ; await sleep(5)) {
        const answer = await askProxy(target.address, { host, port: target.port }).catch(() => null);
        if (answer?.status === 200 && answer.headers['x-word'] === word) return;
        if (performance.now() - began > timeoutMs) throw new Error(`${host} does not answer with ${word}`);
      }
    };
    for (const { routes } of apps) await follows(routes.at(-1)!, 120_000);
    await sleep(2_000);

    const took: Record<'host' | 'option', number[]> = { host: [], option: [] };
    const accepted: number[] = [];
    for (let change = 0; change < 2 * CHANGES; change++) {
      const kind = change % 2 === 0 ? 'host' : 'option';
      const app = apps[Math.floor(change / 2) % apps.length]!;
      const [first, ...rest] = app.routes as [Route, ...Route[]];
      const changed = kind === 'host' ? { ...first, host: `c${change}.example.test` } : { ...first, word: `c${change}` };
      app.routes = [changed, ...rest];
      const began = performance.now();
      const followed = follows(changed, 30_000);
      await call('PUT', `/apps/${app.id}?force=true`, { spec: specOf(app.routes) });
      accepted.push(performance.now() - began);
      await followed;
      took[kind].push(performance.now() - began);
      await sleep(SETTLE_MS);
    }
    const figuresOf = (kind: 'host' | 'option', what: string): Figure[] => [
      { what: `${what} among ${ROUTES}: request → traffic follows, p50`, value: quantile(took[kind], 0.5), unit: 'ms' },
      { what: `${what} among ${ROUTES}: request → traffic follows, p95`, value: quantile(took[kind], 0.95), unit: 'ms', bar: 500, note: `of ${CHANGES}, longest ${Math.round(quantile(took[kind], 1))} ms` },
    ];
    return [{ what: 'the request alone, p95', value: quantile(accepted, 0.95), unit: 'ms' }, ...figuresOf('host', 'a host moved'), ...figuresOf('option', 'an option changed')];
  });
