import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appRoute } from '../spec';
import { backendsOf, type Backend } from './backends';
import { culpritOf, haproxyConfig } from './haproxy-config';
import { BUCKETS_MS, percentileMs } from './latency';
import { parseMap, planMap, wantedMaps } from './maps';
import { parseCounters, parseStat, parseWorkers } from './parse-stat';
import { planRuntime } from './runtime-plan';
import type { Upstream, WantedRoute } from './wanted';

const ID = 'r0123456789abcdef0123';
const NAME = 'b0123456789abcdef0123';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const upstream = (number: number, weight = 1, port = 8080): Upstream => ({ name: `1_${number}`, instanceId: String(number), address: `10.0.0.${number}`, port, weight });
const route = (pool: Upstream[], change: Partial<WantedRoute> = {}): WantedRoute => ({ id: ID, appId: 'a', appPath: '/a', host: 'a.test', options: appRoute.parse({ host: 'a.test' }), credentials: [], pool, sides: null, ...change });
const backend = (pool: Upstream[]): Backend => ({ name: NAME, route: route(pool), routeIds: [ID] });

interface Seen {
  backend: string;
  name: string;
  status: 'up' | 'down' | 'maint';
  weight: number;
  address: string;
  sessions: number;
}

/** What a proxy makes of a command. */
function obey(rows: Seen[], command: string): Seen[] {
  const [verb, , at = '', ...rest] = command.split(' ');
  const [backend, name] = at.split('/') as [string, string];
  const change = (to: Partial<Seen>) => rows.map((row) => (row.name === name && row.backend === backend ? { ...row, ...to } : row));
  if (verb === 'add') return [...rows, { backend, name, status: 'maint', weight: Number(rest[2]), address: rest[0]!, sessions: 0 }];
  if (verb === 'enable') return command.startsWith('enable server') ? change({ status: 'up' }) : rows;
  if (verb === 'del') return rows.filter((row) => row.name !== name || row.status !== 'maint' || row.sessions > 0);
  if (rest[0] === 'state') return change({ status: rest[1] === 'maint' ? 'maint' : 'up' });
  if (rest[0] === 'weight') return change({ weight: Number(rest[1]) });
  return change({ address: `${rest[1]}:${rest[3]}` });
}

describe('the runtime plan', () => {
  const poolArb = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 9 }), weight: fc.integer({ min: 0, max: 3 }), port: fc.constantFrom(8080, 9090) }), { selector: ({ number }) => number }).map((all) => all.map(({ number, weight, port }) => upstream(number, weight, port)));
  const seenArb = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 9 }), weight: fc.integer({ min: 0, max: 3 }), status: fc.constantFrom('up', 'down', 'maint'), sessions: fc.nat(2) }), { selector: ({ number }) => number })
    .map((all) => [{ backend: NAME, name: 'BACKEND', status: 'up', weight: 0, address: '', sessions: 0 }, ...all.map(({ number, ...row }) => ({ backend: NAME, name: `1_${number}`, address: `10.0.0.${number}:8080`, ...row }))] as Seen[]);

  it('leads from whatever there is to what is wanted, and is never without somebody on the way', () => {
    fc.assert(fc.property(poolArb, seenArb, (pool, seen) => {
      let rows = seen;
      const serving = () => rows.filter(({ status, name }) => status === 'up' && name !== 'BACKEND').length;
      // Who is wanted and down counts for nothing: the rollout waits for it before it lets others go.
      const down = seen.filter(({ status }) => status === 'down').map(({ name }) => name);
      const least = Math.min(serving(), pool.filter(({ name }) => !down.includes(name)).length);
      for (const command of planRuntime([backend(pool)], seen)) {
        rows = obey(rows, command);
        if (least > 0) expect(serving()).toBeGreaterThan(0);
      }
      const inRotation = rows.filter(({ status, name }) => status !== 'maint' && name !== 'BACKEND');
      expect(inRotation.map(({ name, weight, address }) => `${name} ${weight} ${address}`).sort()).toEqual(pool.map(({ name, weight, address, port }) => `${name} ${weight} ${address}:${port}`).sort());
      // Who is busy stays until it has finished.
      expect(rows.filter(({ status, sessions }) => status === 'maint' && sessions > 0)).toHaveLength(seen.filter(({ name, sessions }) => name !== 'BACKEND' && sessions > 0 && !pool.some((one) => one.name === name)).length);
      expect(planRuntime([backend(pool)], rows).filter((command) => !command.startsWith('del'))).toEqual([]);
    }), { numRuns: 5_000 });
  });
});

describe('the maps', () => {
  const maps = (routes: WantedRoute[]) => wantedMaps(routes, backendsOf(routes, digest), []);
  const sidesOf = (sides: WantedRoute['sides']) => maps([route([], { sides })])[1]!.entries;

  it('name a side while its instances are there, and where pages are kept', () => {
    const sides = { keep: 'assets' as const, newVersion: 2, new: [upstream(1)], oldVersion: 1, old: [upstream(2)] };
    expect([...sidesOf(sides)].map(([key, value]) => [key.split('|')[1], value.split('.')[1]])).toEqual([['2', 'new'], ['1', 'old']]);
    expect(sidesOf({ ...sides, old: [] }).size).toBe(1);
    expect(sidesOf({ ...sides, keep: 'off' }).size).toBe(0);
  });

  it('are led from anything to what is wanted; who goes is named no longer before, who comes only after', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '/', ';', '*', '.'), minLength: 1, maxLength: 3 });
    const mapArb = fc.dictionary(word, fc.constantFrom('x', 'y'), { noNullPrototype: true }).map((one) => new Map(Object.entries(one)));
    fc.assert(fc.property(mapArb, mapArb, (entries, seen) => {
      const now = new Map<string, string>(seen);
      const { before, after } = planMap({ path: '/m', entries }, seen);
      expect(before.every((command) => command.startsWith('del')) && after.every((command) => !command.startsWith('del'))).toBe(true);
      for (const command of [...before, ...after]) {
        // As HAProxy reads it: a semicolon that is not escaped ends the command.
        expect(command).not.toMatch(/(^|[^\\]);/);
        const [verb, , , key, value] = command.replaceAll('\\;', ';').split(' ');
        expect(now.has(key!)).toBe(verb !== 'add');
        if (verb === 'del') now.delete(key!);
        else now.set(key!, value!);
      }
      expect(now).toEqual(entries);
    }), { numRuns: 2_000 });
    expect(parseMap('0x55 /a;b/ r1:b1\n0x56 c.test/ r2:b2')).toEqual(new Map([['/a;b/', 'r1:b1'], ['c.test/', 'r2:b2']]));
    expect(parseMap('Unknown map identifier. Please use #<id> or <file>.')).toEqual(new Map());
  });
});

describe('backends', () => {
  const at = (id: string, change: Record<string, unknown>, more: Partial<WantedRoute> = {}) => route([upstream(1)], { id, host: `${id}.test`, options: appRoute.parse({ host: `${id}.test`, ...change }), ...more });
  const grouped = (...routes: WantedRoute[]) => backendsOf(routes, digest).map(({ routeIds }) => routeIds);

  it('are shared by routes of one app that differ only in where they are found', () => {
    expect(grouped(at('r1', {}), at('r2', { path: '/x' }))).toEqual([['r1', 'r2']]);
    expect(grouped(at('r1', {}), at('r2', {}, { appId: 'b' }))).toHaveLength(2);
    expect(grouped(at('r1', {}), at('r2', { maintenance: true }))).toHaveLength(2);
    expect(grouped(at('r1', {}), at('r2', {}, { credentials: ['x'] }))).toHaveLength(2);
  });

  it('are not shared where a rule names the path, or the instances are others', () => {
    for (const change of [{ sticky: 'cookie' }, { rewritePath: '/y' }]) expect(grouped(at('r1', { path: '/a', ...change }), at('r2', { path: '/b', ...change }))).toHaveLength(2);
    const sides = { keep: 'assets' as const, newVersion: 1, new: [], oldVersion: null, old: [] };
    expect(grouped(at('r1', { path: '/a' }, { sides }), at('r2', { path: '/b' }, { sides }))).toHaveLength(2);
    expect(grouped(at('r1', {}), at('r2', {}, { pool: [upstream(1, 1, 9090)] }))).toHaveLength(2);
  });

  it('keep their name when a host moves, or instances come and go', () => {
    const [before, after] = [[at('r1', {})], [at('r7', { path: '/z' }, { pool: [] })]].map((routes) => backendsOf(routes, digest)[0]!.name);
    expect(after).toBe(before);
  });
});

describe('the configuration', () => {
  const input = (routes: WantedRoute[]) => ({ wanted: { environmentId: 'e', routes }, tuning: { httpPort: 80, httpsPort: 443, maxConnections: 100, maintenancePage: null, threads: 1 }, certificates: [], challenges: [], digest });

  it('is the same while only instances and hosts come and go, and another when an option is', () => {
    const version = (routes: WantedRoute[]) => haproxyConfig(input(routes)).version;
    expect(version([route([upstream(1)])])).toBe(version([route([upstream(2), upstream(3)])]));
    expect(version([route([]), route([], { id: 'r2', host: '*.b.test' })])).toBe(version([route([])]));
    const others = ['b', 'c', 'd'].map((appId) => route([], { id: `r5${appId}`, appId, options: appRoute.parse({ basicAuth: { users: [{ name: 'ann', password: { secret: 'X' } }] } }) }));
    const ids = ['r1', 'r5bb', 'r9'];
    expect(new Set(ids.map((id) => version([...others, route([], { id, host: `${id}.test` })]))).size).toBe(1);
    expect(version([route([], { options: appRoute.parse({ host: 'a.test', maintenance: true }) })])).not.toBe(version([route([])]));
  });

  it('has no line that a word of a spec began', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '$', '%', "'", '#', ' ', '{', '}', 'a', '[', ']', '(') }), (value) => {
      const options = appRoute.parse({ host: 'a.test', path: '/x(y)[z]', rewritePath: '/$1%s', requestHeaders: { set: { 'X-A': value } }, responseHeaders: { set: { 'X-B': value } } });
      const { config } = haproxyConfig(input([route([], { options })]));
      expect(config.split('\n').every((line) => line === '' || /^(global|defaults|frontend |backend | {2}[a-z])/.test(line))).toBe(true);
      const own = config.split('\n').find((line) => line.includes('set-header "X-A"'))!;
      // Quotes close exactly once: what is quoted ends the line.
      expect(own.replace(/\\./g, '').match(/"/g)).toHaveLength(4);
    }));
  });

  it('tells whose section is complained about', () => {
    const rendered = haproxyConfig(input([route([])]));
    const line = rendered.config.split('\n').findIndex((text) => text.startsWith(`backend ${rendered.backends[0]!.name}`)) + 3;
    expect(culpritOf(rendered, `[ALERT] parsing [/gantry/proxy.cfg.next:${line}] : nonsense`)?.routeIds).toEqual([ID]);
    expect(culpritOf(rendered, '[ALERT] parsing [/gantry/proxy.cfg.next:2] : nonsense')).toBeUndefined();
    expect(culpritOf(rendered, 'out of memory')).toBeUndefined();
  });
});

describe('what the proxy says', () => {
  it('is read by the names of its columns', () => {
    const answer = '# pxname,svname,scur,status,weight,addr,req_tot,hrsp_5xx,last_chk\nr1,1_a,3,MAINT,1,10.0.0.1:80,7,2,\nr1,1_b,0,DOWN 1/2,1,10.0.0.2:80,0,0,Connection refused\nr1,BACKEND,3,UP,1,,7,2,\n';
    expect(parseStat(answer).map(({ name, status, sessions, requests, check }) => [name, status, sessions, requests, check])).toEqual([['1_a', 'maint', 3, 7, ''], ['1_b', 'down', 0, 0, 'Connection refused'], ['BACKEND', 'up', 3, 7, '']]);
    expect(parseStat('Unknown command')).toEqual([]);
  });

  it('tells old workers from the current one, and counters by their key', () => {
    expect(parseWorkers('#<PID> <type>\n1 master 2\n# workers\n30 worker 0\n# old workers\n20 worker 1\n21 worker 2\n# programs\n')).toEqual({ current: '30', old: ['20', '21'] });
    expect(parseWorkers('#<PID>\n1 master 0 [failed: 1]\n# workers\n')).toEqual({ current: null, old: [] });
    const table = '# table: routes\n0x1: key=r1:b1 use=0 exp=0 shard=0 gpc0=2 gpc1=1 gpc10=5 http_req_cnt=9 http_fail_cnt=1 bytes_out_cnt=70\n0x2: key=r1:b2 use=0 exp=0 shard=0 gpc0=1 gpc1=0 gpc10=0 http_req_cnt=1 http_fail_cnt=0 bytes_out_cnt=5\n';
    expect(parseCounters(table).get('r1')).toEqual({ requests: 10, errors: 1, bytesOut: 75, latency: [3, 1, 5] });
  });

  it('percentiles stay within the bucket of what was counted', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 300 }), (times) => {
      const counts = [...BUCKETS_MS, Infinity].map((end, index) => times.filter((time) => time <= end && (index === 0 || time > BUCKETS_MS[index - 1]!)).length);
      const sorted = times.toSorted((a, b) => a - b);
      for (const share of [0.5, 0.95, 0.99]) {
        const real = sorted[Math.ceil(share * sorted.length) - 1]!;
        const end = BUCKETS_MS.findIndex((one) => real <= one);
        const found = percentileMs(counts, share)!;
        expect(found).toBeGreaterThanOrEqual(end === 0 ? 0 : BUCKETS_MS[end - 1]!);
        expect(found).toBeLessThanOrEqual(BUCKETS_MS[end]!);
      }
    }));
    expect(percentileMs([0, 0], 0.5)).toBeNull();
  });
});
