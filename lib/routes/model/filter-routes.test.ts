import { describe, expect, it } from 'vitest';
import { appRoute } from '@/lib/proxy/spec';
import type { RouteDto } from '../contract';
import { addressOf, countStates, filterRoutes } from './filter-routes';
import { formatLatency, formatRate, formatShare } from './format-traffic';
import { addressText, DEFAULT_SECONDS, findInSpec, withChange } from './route-draft';

const route = (over: Partial<RouteDto> = {}): RouteDto => ({
  id: 'r1', environmentId: 'e1', environment: 'one', appId: 'a1', appPath: '/shop/web', host: 'shop.example.com', path: '/', listenPort: null, url: null,
  options: appRoute.parse({ host: 'shop.example.com' }), state: 'ok', reason: null, instances: [], traffic: null, history: [], hasCertificate: false, ...over,
});
const ALL = { search: '', state: null, environment: null, sort: 'state' };

describe('filterRoutes', () => {
  it('puts what is down first and keeps equals in the order of their addresses', () => {
    const rows = [route({ host: 'c.x', state: 'ok' }), route({ host: 'b.x', state: 'ok' }), route({ host: 'z.x', state: 'down' }), route({ host: 'a.x', state: 'degraded' })];
    expect(filterRoutes(rows, ALL).map(({ host }) => host)).toEqual(['z.x', 'a.x', 'b.x', 'c.x']);
  });
  it('finds by address, port and app, and narrows by state and environment', () => {
    const rows = [route(), route({ host: null, listenPort: 5432, environmentId: 'e2', appPath: '/shop/db', state: 'down' })];
    expect(filterRoutes(rows, { ...ALL, search: ':5432' })).toEqual([rows[1]]);
    expect(filterRoutes(rows, { ...ALL, search: 'shop/web' })).toEqual([rows[0]]);
    expect(filterRoutes(rows, { ...ALL, state: 'down' })).toEqual([rows[1]]);
    expect(filterRoutes(rows, { ...ALL, environment: 'e1' })).toEqual([rows[0]]);
    expect(addressOf(rows[1]!)).toBe('TCP :5432');
  });
  it('counts instances by state, the bad ones first', () => {
    expect(countStates([{ state: 'ready' }, { state: 'down' }, { state: 'ready' }])).toEqual([['down', 1], ['ready', 2]]);
  });
});

describe('a route of the list and the same one in the spec', () => {
  const spec = [{ path: '/api/' }, { host: 'shop.example.com' }, { protocol: 'tcp' as const, listenPort: 5432 }];
  it('is found under the app’s own name, by host, and by port', () => {
    expect(findInSpec(spec, route({ host: 'web.shop.gantry.test', path: '/api', options: appRoute.parse({ path: '/api' }) }))).toBe(0);
    expect(findInSpec(spec, route())).toBe(1);
    expect(findInSpec(spec, route({ host: null, listenPort: 5432, options: appRoute.parse({ protocol: 'tcp', listenPort: 5432 }) }))).toBe(2);
    expect(findInSpec(spec, route({ host: 'other.x', options: appRoute.parse({ host: 'other.x' }) }))).toBe(-1);
  });
  it('changes alone', () => {
    expect(withChange(spec, route(), { maintenance: true })).toEqual([spec[0], { host: 'shop.example.com', maintenance: true }, spec[2]]);
    expect(withChange([], route(), { maintenance: true })).toMatchObject([{ host: 'shop.example.com', maintenance: true }]);
  });
  it('has an address even while it is being written', () => {
    expect(addressText({ path: '/api' }, 'own')).toBe('own/api');
    expect(addressText({ protocol: 'tcp' }, 'own')).toBe(':?');
  });
});

it('the browser knows the same defaults as the schema', () => expect(DEFAULT_SECONDS).toEqual(appRoute.parse({}).timeouts));

it('figures never hide that there is something', () => {
  expect([formatRate(0.04, 'en'), formatRate(3.27, 'en'), formatRate(1234.5, 'en')]).toEqual(['0.04', '3.3', '1,235']);
  expect([formatLatency(0.4), formatLatency(240.4), formatLatency(1500), formatLatency(12_000)]).toEqual(['<1 ms', '240 ms', '1.5 s', '12 s']);
  expect([formatShare(0), formatShare(0.0002), formatShare(0.05), formatShare(1)]).toEqual(['0 %', '<0.1 %', '5 %', '100 %']);
});
