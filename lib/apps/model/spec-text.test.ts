import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appSpec } from '../spec';
import { fromText, toText } from './spec-text';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const specArb = fc.record({ env: fc.dictionary(fc.stringMatching(/^[A-Z_]{1,8}$/), text), args: fc.array(text, { minLength: 1, maxLength: 5 }), labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text), mem: fc.integer({ min: 6, max: 999 }) });

describe('a spec as text', () => {
  it.each(['yaml', 'json'] as const)('comes back from %s as it was', (format) => {
    fc.assert(
      fc.property(specArb, (part) => {
        const spec = appSpec.parse({ image: 'a:1', ...part });
        expect(fromText(toText(spec, format))).toEqual({ ok: true, value: spec });
      }),
    );
  });

  it('says the line of a mistake', () => {
    expect(fromText('image: a\nenv: {\nmem: 5')).toMatchObject({ ok: false });
    expect(fromText('image: a\nimage: b\n')).toMatchObject({ ok: false, line: 2 });
  });

  it('refuses a bomb of aliases', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]', 'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]', 'd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]'].join('\n');
    expect(fromText(bomb)).toMatchObject({ ok: false });
  });
});

describe('the schema', () => {
  const refuses = (change: object) => appSpec.safeParse({ image: 'a:1', ...change }).error?.issues.map((issue) => issue.path.join('.'));
  it.each([
    [{ cpus: 0 }, 'cpus'], [{ mem: 'much' }, 'mem'], [{ mem: 1 }, 'mem'], [{ privileged: true }, ''], [{ networks: [{ name: 'host' }, { name: 'web' }] }, 'networks.0.name'], [{ networks: [{ name: 'bridge', aliases: ['db'] }] }, 'networks.0.aliases'], [{ networks: [{ name: 'none' }], ports: [{ containerPort: 80 }] }, 'ports'],
    [{ cmd: 'ls', args: ['ls'] }, 'cmd'], [{ healthChecks: [{ protocol: 'HTTP' }] }, 'healthChecks.0.port'], [{ healthChecks: [{ protocol: 'TCP', port: 'web' }], ports: [{ containerPort: 80 }] }, 'healthChecks.0.port'],
    [{ healthChecks: [{ protocol: 'COMMAND', command: ['a'] }, { protocol: 'COMMAND', command: ['b'] }] }, 'healthChecks.1.protocol'], [{ ulimits: [{ name: 'nofile', soft: 5, hard: 4 }] }, 'ulimits.0.soft'],
    [{ constraints: [{ field: 'hostname', operator: 'LIKE', value: '(' }] }, 'constraints.0.value'], [{ constraints: [{ field: 'hostname', operator: 'MAX_PER' }] }, 'constraints.0.value'], [{ upgradeStrategy: { minimumHealthCapacity: -1 } }, 'upgradeStrategy.minimumHealthCapacity'],
    [{ dependencies: ['/a/../b'] }, 'dependencies.0'], [{ sidecars: [{ name: 'a', image: 'x' }, { name: 'a', image: 'x' }] }, 'sidecars.1.name'], [{ volumes: [{ type: 'tmpfs', containerPath: '/a' }], configFiles: [{ path: '/a', content: '' }] }, 'configFiles.0.path'], [{ labels: { 'gantry.app': '/x' } }, 'labels.gantry.app'],
    [{ ports: [{ containerPort: 80 }, { containerPort: 80 }] }, 'ports.1.containerPort'], [{ instances: 2, ports: [{ containerPort: 80, hostPort: 8080 }] }, 'ports.0.hostPort'],
    [{ volumes: [{ type: 'host', source: '/etc/../root', containerPath: '/x' }] }, 'volumes.0.source'], [{ volumes: [{ type: 'volume', source: 'a', containerPath: '/x', driverOpts: {} }] }, 'volumes.0'],
  ])('refuses %j at %s', (change, path) => expect(refuses(change)).toContain(path));
});
