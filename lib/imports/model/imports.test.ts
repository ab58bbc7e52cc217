import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appSpec, type AppSpec, type AppSpecInput } from '@/lib/apps/spec';
import { exportApp } from './export-app';
import { detectFormat, importText } from './import-text';
import { quoteShell, splitShell } from './split-shell';
import { mibOf, portsOf, secondsOf } from './units';

const EXAMPLES = path.join(import.meta.dirname, '../examples');
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const text = fc.oneof(word, fc.string({ maxLength: 12 }).filter((value) => !value.includes('\0') && !/[\r\u2028\u2029\u0085\ufeff]/.test(value)), fc.constantFrom('$HOME', '${A:-b}', "it's", 'a "b"', 'x\ny', ' ', '#no', '1.0', 'true', 'null'));
const some = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const unique = <T>(arb: fc.Arbitrary<T>, selector: (one: T) => unknown) => fc.uniqueArray(arb, { maxLength: 3, selector });
const port = fc.record({ containerPort: fc.integer({ min: 1, max: 65_535 }), hostPort: some(fc.integer({ min: 1, max: 65_535 })), protocol: fc.constantFrom('tcp', 'udp'), name: some(word) });
const volume = fc.oneof(
  fc.record({ type: fc.constant('volume'), source: word.map((name) => `${name}v`), containerPath: word.map((name) => `/v/${name}`), readOnly: fc.boolean(), singleWriter: fc.boolean() }),
  fc.record({ type: fc.constant('tmpfs'), containerPath: word.map((name) => `/t/${name}`), sizeMb: fc.integer({ min: 1, max: 999 }) }),
  fc.record({ type: fc.constant('host'), source: word.map((name) => `/srv/${name}`), containerPath: word.map((name) => `/h/${name}`), readOnly: fc.boolean() }),
);
const rhythm = { intervalSeconds: fc.integer({ min: 1, max: 60 }), timeoutSeconds: fc.integer({ min: 1, max: 60 }), gracePeriodSeconds: fc.integer({ min: 0, max: 60 }), maxConsecutiveFailures: fc.integer({ min: 1, max: 9 }) };
const check = fc.oneof(fc.record({ protocol: fc.constant('COMMAND'), command: fc.array(text.filter((value) => value !== ''), { minLength: 1, maxLength: 3 }), ...rhythm }), fc.record({ protocol: fc.constant('TCP'), port: fc.integer({ min: 1, max: 9999 }), ...rhythm }));
const spec: fc.Arbitrary<AppSpec> = fc
  .record({
    image: fc.constantFrom('nginx', 'nginx:1.29', 'registry:5000/team/app:v1', 'app@sha256:0123'), pullPolicy: fc.constantFrom('missing', 'always', 'never'), cmd: some(word), entrypoint: some(fc.array(text.filter((value) => value !== ''), { minLength: 1, maxLength: 2 })),
    instances: fc.constantFrom(0, 1), cpus: fc.constantFrom(0.1, 0.5, 2), mem: fc.integer({ min: 6, max: 4096 }), disk: some(fc.integer({ min: 1, max: 99 })), gpus: some(fc.integer({ min: 1, max: 4 })),
    env: fc.dictionary(word.map((name) => name.toUpperCase()), fc.oneof(text, fc.record({ secret: word })), { maxKeys: 4 }), labels: fc.dictionary(word, text, { maxKeys: 3 }), tty: fc.boolean(), timeZone: some(fc.constant('Asia/Shanghai')),
    ports: unique(port, ({ containerPort }) => containerPort), volumes: unique(volume, ({ containerPath }) => containerPath), user: some(fc.constant('1000:1000')), workingDir: some(fc.constant('/srv')),
    networks: unique(fc.record({ name: word, aliases: fc.uniqueArray(word, { maxLength: 2 }) }), ({ name }) => name), restart: fc.constantFrom('always', 'on-failure', 'no'), healthChecks: fc.array(check, { maxLength: 1 }), taskKillGracePeriodSeconds: fc.integer({ min: 0, max: 60 }),
    ulimits: fc.constantFrom([], [{ name: 'nofile', soft: 10, hard: 20 }]), configFiles: fc.constantFrom([], [{ path: '/etc/app.conf', content: 'a: $b\n' }]), upgradeStrategy: fc.constantFrom({}, { kind: 'canary' }), sidecars: fc.constantFrom([], [{ name: 'log', image: 'fluent' }]),
  })
  .map((value) => JSON.parse(JSON.stringify(value)) as AppSpecInput)
  .map((value) => appSpec.safeParse(value)).filter(({ success }) => success).map(({ data }) => data!);

describe('round trips', () => {
  const back = (exported: string) => importText(exported, 'auto', { group: '/' });
  it.each(['gantry', 'compose'] as const)('%s: export and import is the same app, with nothing left out', (format) => {
    fc.assert(fc.property(spec, (wanted) => {
      const { text: exported } = exportApp('/app', wanted, format);
      const { apps, notCarried } = back(exported);
      expect(apps[0]!.path).toBe('/app');
      expect(appSpec.parse(apps[0]!.spec)).toEqual(wanted);
      expect(notCarried).toEqual([]);
    }), { numRuns: 1_500 });
  });

  it('docker run: what is not listed as lost comes back as it was, and a second trip loses nothing more', () => {
    fc.assert(fc.property(spec, (wanted) => {
      const { text: exported, notCarried } = exportApp('/app', wanted, 'docker-run');
      const first = appSpec.parse(back(exported).apps[0]!.spec);
      for (const key of Object.keys(wanted) as (keyof AppSpec)[]) if (!notCarried.includes(key)) expect(first[key], key).toEqual(wanted[key]);
      expect(appSpec.parse(back(exportApp('/app', first, 'docker-run').text).apps[0]!.spec)).toEqual(first);
    }), { numRuns: 1_500 });
  });

  it('words that were quoted are split again', () => {
    fc.assert(fc.property(fc.array(fc.string()), (words) => { expect(splitShell(words.map(quoteShell).join(' '))).toEqual(words); }), { numRuns: 1_000 });
  });
});

describe('the examples', () => {
  for (const file of readdirSync(EXAMPLES).filter((name) => !name.endsWith('.expected.json'))) {
    it(file, () => {
      const source = readFileSync(path.join(EXAMPLES, file), 'utf8');
      const options = { group: '/team', profiles: ['debug'], variables: { TAG: '2.0' } };
      const { format, apps, notCarried, networks } = importText(source, 'auto', options);
      const expected = JSON.parse(readFileSync(path.join(EXAMPLES, `${file}.expected.json`), 'utf8')) as object;
      expect({ format, apps, notCarried, networks }).toEqual(expected);
      // Whatever was read is a spec, and survives a trip out and back.
      for (const app of apps) {
        const parsed = appSpec.parse(app.spec);
        const again = importText(exportApp(app.path, parsed, 'gantry').text, 'auto', { group: '/' }).apps[0]!;
        expect(again.path).toBe(app.path);
        expect(appSpec.parse(again.spec)).toEqual(parsed);
        expect(appSpec.parse(importText(exportApp(app.path, parsed, 'compose').text, 'compose', { group: '/' }).apps[0]!.spec)).toEqual(parsed);
      }
    });
  }
});

describe('nothing is dropped silently', () => {
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  /** Free maps, whose keys are data. */
  const FREE = /(^|\.)(environment|env|labels|options|config|volumes|networks|configs|services|depends_on|ulimits)$/;
  function places(value: unknown, at = ''): string[] {
    if (Array.isArray(value)) return value.flatMap((one, index) => places(one, `${at}[${index}]`));
    if (!isMap(value)) return [];
    return [...(FREE.test(at) ? [] : [at]), ...Object.entries(value).flatMap(([key, one]) => places(one, at === '' ? key : `${at}.${key}`))];
  }
  const insert = (value: unknown, at: string, target: string): unknown => {
    if (Array.isArray(value)) return value.map((one, index) => insert(one, `${at}[${index}]`, target));
    if (!isMap(value)) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, insert(one, at === '' ? key : `${at}.${key}`, target)]));
    return at === target ? { ...copy, surpriseKey: 'x' } : copy;
  };
  it.each(['wordpress.compose.yaml', 'shop.marathon.json', 'web.container.yaml'])('a key that nobody knows is named, wherever it stands in %s', async (file) => {
    const { parse } = await import('yaml');
    const source = parse(readFileSync(path.join(EXAMPLES, file), 'utf8'), { merge: true }) as unknown;
    const format = detectFormat(JSON.stringify(source))!;
    const found = places(source).filter((at) => !/^services\.[^.]+\.deploy\.resources$/.test(at));
    expect(found.length).toBeGreaterThan(3);
    for (const at of found) {
      const { notCarried } = importText(JSON.stringify(insert(source, '', at)), format, { group: '/', profiles: ['debug'] });
      expect(notCarried.map((one) => one.at).filter((one) => one.includes('surpriseKey') || (at !== '' && at.startsWith(one))), `${file} ${at}`).not.toEqual([]);
    }
  });

  it('a flag that nobody knows is named, and so is what it takes', () => {
    const { apps, notCarried } = importText('docker run --blkio-weight 300 --fancy nginx:1', 'auto', { group: '/' });
    expect(apps).toEqual([{ path: '/nginx', spec: { image: 'nginx:1' } }]);
    expect(notCarried).toEqual([{ at: '--blkio-weight', code: 'unknown', params: { value: '300' } }, { at: '--fancy', code: 'unknown', params: {} }]);
  });
});

describe('units', () => {
  it('reads sizes, times and ports as the formats write them', () => {
    expect(['512m', '1g', '1GB', '1073741824', '1.5gb', '1k'].map((one) => mibOf(one, ''))).toEqual([512, 1024, 1024, 1024, 1536, 1]);
    expect(['10', '1m30s', '500ms', '1h'].map((one) => secondsOf(one, ''))).toEqual([10, 90, 0.5, 3600]);
    expect(portsOf('127.0.0.1:8000-8001:80-81/udp', '')).toEqual([{ containerPort: 80, hostPort: 8000, protocol: 'udp', hostAddress: '127.0.0.1' }, { containerPort: 81, hostPort: 8001, protocol: 'udp', hostAddress: '127.0.0.1' }]);
    for (const bad of ['80:x', '1-3:1-2', '70/sctp', '']) expect(() => portsOf(bad, 'ports')).toThrow();
    for (const bad of ['much', '', '5x']) expect(() => mibOf(bad, 'mem')).toThrow();
    expect(() => secondsOf('1m x', 'at')).toThrow();
  });
});
