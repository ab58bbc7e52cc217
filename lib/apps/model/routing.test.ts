import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appSpec, type AppSpecInput } from '../spec';
import { refusedHost } from './route-hosts';
import { appRouting, routesOf, type RoutedInstance, type RoutingFacts } from './routing';

const spec = (change: Partial<AppSpecInput> = {}) => appSpec.parse({ image: 'x', ports: [{ containerPort: 8080, name: 'http' }], routes: [{ host: 'a.test' }], ...change });
const instances = (fresh: number, old: number, warm = 0): RoutedInstance[] => [
  ...Array.from({ length: fresh }, (_, index) => ({ id: `new-${index}`, version: 2, generation: 0, address: `10.0.2.${index}`, warm: false })),
  ...Array.from({ length: old }, (_, index) => ({ id: `old-${index}`, version: 1, generation: 0, address: `10.0.1.${index}`, warm: false })),
  ...Array.from({ length: warm }, (_, index) => ({ id: `warm-${index}`, version: 1, generation: 0, address: `10.0.3.${index}`, warm: true })),
];
const facts = (change: Partial<RoutingFacts> = {}): RoutingFacts => ({
  path: '/shop/web', wanted: { version: 2, generation: 0 }, previousVersion: 1, specOf: () => spec(), instances: instances(2, 2), phase: 'running', changesVersion: true, progress: {}, domain: null, nameEveryApp: false, ...change,
});
const versionsIn = (found: ReturnType<typeof appRouting>) => [...new Set(found[0]!.pool.map(({ name }) => name.split('_')[0]))].sort();
const strategy = (upgradeStrategy: AppSpecInput['upgradeStrategy']) => () => spec({ upgradeStrategy });

describe('who answers a route', () => {
  it('while anybody is ready, somebody does', () => {
    fc.assert(fc.property(
      fc.nat(5), fc.nat(5), fc.nat(3), fc.constantFrom('rolling', 'blueGreen', 'canary', 'recreate'), fc.constantFrom('none', 'running', 'paused', 'rollingBack'), fc.boolean(), fc.nat(3), fc.boolean(),
      (fresh, old, warm, kind, phase, changesVersion, step, switched) => {
        const [found] = appRouting(facts({ instances: instances(fresh, old, warm), specOf: strategy({ kind } as AppSpecInput['upgradeStrategy']), phase: phase as RoutingFacts['phase'], changesVersion, progress: { step, switched } }));
        expect(found!.pool.length > 0).toBe(fresh + old > 0);
        expect(found!.pool.some(({ name }) => name.includes('warm'))).toBe(false);
        expect(found!.pool.every(({ weight }) => weight >= 0 && weight <= 256)).toBe(true);
        if (fresh + old > 0) expect(found!.pool.some(({ weight }) => weight > 0)).toBe(true);
      },
    ), { numRuns: 5_000 });
  });

  it('a rolling update shares among all, a blue-green keeps to one set and switches whole', () => {
    expect(versionsIn(appRouting(facts()))).toEqual(['1', '2']);
    const blueGreen = strategy({ kind: 'blueGreen' });
    expect(versionsIn(appRouting(facts({ specOf: blueGreen })))).toEqual(['1']);
    expect(versionsIn(appRouting(facts({ specOf: blueGreen, progress: { switched: true } })))).toEqual(['2']);
    expect(versionsIn(appRouting(facts({ specOf: blueGreen, phase: 'none', instances: instances(2, 0, 2) })))).toEqual(['2']);
    expect(versionsIn(appRouting(facts({ phase: 'rollingBack' })))).toEqual(['2']);
  });

  it('a canary gives the new version the share of its step, however many there are', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 99 }), (fresh, old, percent) => {
      const [found] = appRouting(facts({ instances: instances(fresh, old), specOf: strategy({ kind: 'canary', canarySteps: [{ percent }] }) }));
      const total = found!.pool.reduce((sum, { weight }) => sum + weight, 0);
      const share = found!.pool.filter(({ name }) => name.startsWith('2_')).reduce((sum, { weight }) => sum + weight, 0) / total;
      // A weight is a whole number of at most 256.
      expect(Math.abs(share - percent / 100)).toBeLessThan(0.08);
    }), { numRuns: 2_000 });
    const [none] = appRouting(facts({ specOf: strategy({ kind: 'canary', canarySteps: [{ percent: 0 }], canaryHeader: { name: 'X-Canary', value: 'yes' } }) }));
    expect(none!.pool.filter(({ weight }) => weight > 0).every(({ name }) => name.startsWith('1_'))).toBe(true);
    expect(none!.sides).toMatchObject({ header: { name: 'X-Canary', value: 'yes' }, newVersion: 2, oldVersion: 1 });
    expect(none!.sides!.new).toHaveLength(2);
  });

  it('what the version before said holds until its last instance went, and its port for its instances', () => {
    const specOf = (version: number) => spec(version === 2 ? { ports: [{ containerPort: 9090, name: 'http' }], routes: [{ host: 'a.test', port: 'http', maintenance: true }, { host: 'new.test' }] } : { routes: [{ host: 'a.test', port: 'http' }, { host: 'gone.test' }] });
    const between = appRouting(facts({ specOf }));
    expect(between.map(({ key, options }) => [key, options.maintenance])).toEqual([['a.test/', false], ['new.test/', false], ['gone.test/', false]]);
    expect(between[0]!.pool.map(({ port }) => port)).toEqual([9090, 9090, 8080, 8080]);
    expect(appRouting(facts({ specOf, instances: instances(2, 0) }))[0]!.options.maintenance).toBe(true);
    expect(appRouting(facts({ specOf, previousVersion: null, phase: 'none', instances: instances(2, 0) })).map(({ key }) => key)).toEqual(['a.test/', 'new.test/']);
  });

  it('has a name of its own below the domain, if it says so or the environment does', () => {
    const hosts = (change: Partial<AppSpecInput>, settings: { domain: string | null; nameEveryApp: boolean }) => routesOf('/movie/hystrix', spec(change), settings).map(({ host }) => host);
    expect(hosts({ routes: [{}] }, { domain: 'apps.test', nameEveryApp: false })).toEqual(['hystrix.movie.apps.test']);
    expect(hosts({ routes: [{}] }, { domain: null, nameEveryApp: false })).toEqual([]);
    expect(hosts({ routes: [] }, { domain: 'apps.test', nameEveryApp: true })).toEqual(['hystrix.movie.apps.test']);
    expect(hosts({ routes: [], ports: [] }, { domain: 'apps.test', nameEveryApp: true })).toEqual([]);
  });
});

describe('hosts that a tenant may have', () => {
  const refused = (host: string, isAdmin = false) => refusedHost(spec({ routes: [{ host }] }), { path: '/shop/web', environment: 'e', domain: 'apps.test', isAdmin, policy: { hostPorts: null }, isOtherTenant: (tenant) => tenant === '/bank' })?.code;

  it.each([
    ['www.example.com', undefined], ['web.shop.apps.test', undefined], ['free.apps.test', undefined], ['*.web.shop.apps.test', undefined], ['*.shop.apps.test', undefined],
    ['bank.apps.test', 'route_host_reserved'], ['web.bank.apps.test', 'route_host_reserved'], ['x.later.apps.test', 'route_host_reserved'], ['*.bank.apps.test', 'route_host_reserved'],
    ['*.apps.test', 'route_wildcard_outside'], ['*.example.com', 'route_wildcard_outside'],
  ])('%s: %s', (host, code) => expect(refused(host)).toBe(code));

  it('the admin is bound by the domain alone', () => {
    expect(refused('web.bank.apps.test', true)).toBeUndefined();
    expect(refused('*.apps.test', true)).toBeUndefined();
    expect(refused('*.example.com', true)).toBe('route_wildcard_outside');
  });
});
