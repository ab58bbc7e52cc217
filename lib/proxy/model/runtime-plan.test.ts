import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appRoute } from '../spec';
import { culpritOf, haproxyConfig } from './haproxy-config';
import { BUCKETS_MS, percentileMs } from './latency';
import { parseCounters, parseStat, parseWorkers } from './parse-stat';
import { planRuntime, planSides } from './runtime-plan';
import type { Upstream, WantedRoute } from './wanted';

const ID = 'r0123456789abcdef0123';
const upstream = (number: number, weight = 1, port = 8080): Upstream => ({ name: `1_${number}`, instanceId: String(number), address: `10.0.0.${number}`, port, weight });
const route = (pool: Upstream[], change: Partial<WantedRoute> = {}): WantedRoute => ({ id: ID, appId: 'a', appPath: '/a', host: 'a.test', options: appRoute.parse({ host: 'a.test' }), credentials: [], pool, sides: null, ...change });

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
    .map((all) => [{ backend: ID, name: 'BACKEND', status: 'up', weight: 0, address: '', sessions: 0 }, ...all.map(({ number, ...row }) => ({ backend: ID, name: `1_${number}`, address: `10.0.0.${number}:8080`, ...row }))] as Seen[]);

  it('leads from whatever there is to what is wanted, and is never without somebody on the way', () => {
    fc.assert(fc.property(poolArb, seenArb, (pool, seen) => {
      let rows = seen;
      const serving = () => rows.filter(({ status, name }) => status === 'up' && name !== 'BACKEND').length;
      // Who is wanted and down counts for nothing: the rollout waits for it before it lets others go.
      const down = seen.filter(({ status }) => status === 'down').map(({ name }) => name);
      const least = Math.min(serving(), pool.filter(({ name }) => !down.includes(name)).length);
      for (const command of planRuntime([route(pool)], seen)) {
        rows = obey(rows, command);
        if (least > 0) expect(serving()).toBeGreaterThan(0);
      }
      const inRotation = rows.filter(({ status, name }) => status !== 'maint' && name !== 'BACKEND');
      expect(inRotation.map(({ name, weight, address }) => `${name} ${weight} ${address}`).sort()).toEqual(pool.map(({ name, weight, address, port }) => `${name} ${weight} ${address}:${port}`).sort());
      // Who is busy stays until it has finished.
      expect(rows.filter(({ status, sessions }) => status === 'maint' && sessions > 0)).toHaveLength(seen.filter(({ name, sessions }) => name !== 'BACKEND' && sessions > 0 && !pool.some((one) => one.name === name)).length);
      expect(planRuntime([route(pool)], rows).filter((command) => !command.startsWith('del'))).toEqual([]);
    }), { numRuns: 5_000 });
  });

  it('names a side once its instances are there, and no longer', () => {
    const sides = { keep: 'assets' as const, newVersion: 2, new: [upstream(1)], oldVersion: 1, old: [upstream(2)] };
    expect(planSides('/m', [route([], { sides })], new Map([[`${ID}|0`, `${ID}.old`]]))).toEqual({ before: [`del map /m ${ID}|0`], after: [`add map /m ${ID}|2 ${ID}.new`, `add map /m ${ID}|1 ${ID}.old`] });
    expect(planSides('/m', [route([], { sides: { ...sides, keep: 'off' } })], new Map())).toEqual({ before: [], after: [] });
  });
});

describe('the configuration', () => {
  const input = (routes: WantedRoute[]) => ({ wanted: { environmentId: 'e', routes }, tuning: { httpPort: 80, httpsPort: 443, maxConnections: 100, maintenancePage: null, threads: 1 }, certificates: [], challenges: [], digest: (text: string) => `${text.length}${[...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7)}`.replace('-', 'a').padEnd(40, '0') });

  it('is the same while only instances come and go, and another when a route is', () => {
    const version = (routes: WantedRoute[]) => haproxyConfig(input(routes)).version;
    expect(version([route([upstream(1)])])).toBe(version([route([upstream(2), upstream(3)])]));
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
    const { config } = haproxyConfig(input([route([])]));
    const line = config.split('\n').findIndex((text) => text.startsWith(`backend ${ID}`)) + 3;
    expect(culpritOf(config, `[ALERT] parsing [/gantry/proxy.cfg.next:${line}] : nonsense`)).toBe(ID);
    expect(culpritOf(config, '[ALERT] parsing [/gantry/proxy.cfg.next:2] : nonsense')).toBeUndefined();
    expect(culpritOf(config, 'out of memory')).toBeUndefined();
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
    expect(parseCounters('# table: latencies\n0x1: key=r1 use=0 exp=0 gpc0=2 gpc1=1 gpc10=5\n').get('r1')).toEqual([2, 1, 5]);
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
