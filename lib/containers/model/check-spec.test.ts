import { describe, expect, it } from 'vitest';
import { containerSpec, type ContainerSpecInput } from '../spec';
import { checkSpec } from './check-spec';

const facts = { cpus: 2, memoryBytes: 4e9, keptEnv: new Set(['OLD']) };
const check = (part: Partial<ContainerSpecInput>) => checkSpec(containerSpec.parse({ name: 'web', image: 'nginx:1', ...part }), facts);

describe('checking a spec', () => {
  it('lets a good one pass', () => expect(check({ cpus: 0.5, memoryBytes: 64e6, env: [{ name: 'OLD', kept: true }], ports: [{ containerPort: 80 }], mounts: [{ type: 'volume', target: '/d' }] })).toBeUndefined());

  it.each<[Partial<ContainerSpecInput>, string, string]>([
    [{ name: '<b>' }, 'name_invalid', 'name'],
    [{ image: 'a b' }, 'image_invalid', 'image'],
    [{ cpus: 0 }, 'cpus_out_of_range', 'cpus'],
    [{ cpus: 3 }, 'cpus_out_of_range', 'cpus'],
    [{ memoryBytes: 1024 }, 'memory_too_small', 'memoryBytes'],
    [{ memoryBytes: -1 }, 'memory_too_small', 'memoryBytes'],
    [{ env: [{ name: 'A=B', value: '' }] }, 'env_name_invalid', 'env[0].name'],
    [{ env: [{ name: 'A', value: '' }, { name: 'A', value: '' }] }, 'env_twice', 'env[1].name'],
    [{ env: [{ name: 'NEW', kept: true }] }, 'env_not_kept', 'env[0]'],
    [{ ports: [{ containerPort: 80 }, { containerPort: 0 }] }, 'port_invalid', 'ports[1].containerPort'],
    [{ ports: [{ containerPort: 80, hostPort: 70_000 }] }, 'port_invalid', 'ports[0].hostPort'],
    [{ ports: [{ containerPort: 80, hostPort: 1 }, { containerPort: 81, hostPort: 1 }] }, 'port_twice', 'ports[1].hostPort'],
    [{ mounts: [{ type: 'bind', source: 'x', target: '/d' }] }, 'mount_source_missing', 'mounts[0].source'],
    [{ mounts: [{ type: 'volume', target: 'd' }] }, 'mount_target_invalid', 'mounts[0].target'],
    [{ mounts: [{ type: 'volume', target: '/d' }, { type: 'tmpfs', target: '/d' }] }, 'mount_twice', 'mounts[1].target'],
    [{ restart: { name: 'always', maximumRetryCount: 3 } }, 'retries_without_policy', 'restart.maximumRetryCount'],
  ])('names the field: %j', (part, code, path) => expect(check(part)).toMatchObject({ code, path }));
});
