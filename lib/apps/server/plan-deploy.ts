import { engineById } from '@/lib/environments/server/engines';
import type { PlanDto } from '../contract';
import { diffSpec } from '../model/diff-spec';
import { isExclusive, type AppSpec } from '../spec';
import { findApps, specOf } from './app.repo';

const MIB = 1024 * 1024;

/** What a deploy would do, from what is known now. Reads only. */
export async function planDeploy({ path, environmentId, spec }: { path: string; environmentId: string; spec: AppSpec }): Promise<PlanDto> {
  const engine = engineById(environmentId);
  const apps = await findApps();
  const existing = apps.find((app) => app.path === path);
  const own = new Set(existing?.instances.map((row) => row.containerId));
  const wantedPorts = spec.ports.flatMap((port) => (port.hostPort ? [port.hostPort] : []));
  const present = engine.inventory.images().some((image) => image.tags.includes(withTag(spec.image)) || image.digests.includes(spec.image) || image.id === spec.image);
  const host = engine.info();
  const others = apps.filter((app) => app !== existing && app.environmentId === environmentId && !app.suspended);
  const reserved = (of: (one: AppSpec) => number) => others.reduce((sum, app) => sum + of(specOf(app)) * app.wantedInstances, 0);
  const cpus = reserved((one) => one.cpus) + spec.cpus * spec.instances;
  const memBytes = (reserved((one) => one.mem) + spec.mem * spec.instances) * MIB;
  return {
    create: spec.instances,
    remove: existing?.instances.length ?? 0,
    oneByOne: (existing?.instances.length ?? 0) > 0 && spec.instances > 0 && !isExclusive(spec),
    image: { name: spec.image, state: present && spec.pullPolicy !== 'always' ? 'present' : spec.pullPolicy === 'never' ? 'missing' : 'pull' },
    portConflicts: engine.inventory.containers().flatMap((row) =>
      own.has(row.id) ? [] : row.ports.flatMap((port) => (port.hostPort && wantedPorts.includes(port.hostPort) ? [{ port: port.hostPort, container: row.name }] : [])),
    ),
    capacity: host && { cpus, cpusOfHost: host.cpus, memBytes, memBytesOfHost: host.memoryBytes, fits: cpus <= host.cpus && memBytes <= host.memoryBytes },
    changes: diffSpec(existing ? specOf(existing) : {}, spec),
  };
}

const withTag = (image: string) => (image.includes('@') || /:[^/]+$/.test(image) ? image : `${image}:latest`);
