import { engineById } from '@/lib/environments/server/engines';
import type { PlanDto } from '../contract';
import { diffSpec } from '../model/diff-spec';
import { canaryCount, rolloutOf } from '../model/rollout';
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
    strategy: strategyOf(spec, existing?.instances.length ?? 0),
    image: { name: spec.image, state: present && spec.pullPolicy !== 'always' ? 'present' : spec.pullPolicy === 'never' ? 'missing' : 'pull' },
    portConflicts: engine.inventory.containers().flatMap((row) =>
      own.has(row.id) ? [] : row.ports.flatMap((port) => (port.hostPort && wantedPorts.includes(port.hostPort) ? [{ port: port.hostPort, container: row.name }] : [])),
    ),
    capacity: host && { cpus, cpusOfHost: host.cpus, memBytes, memBytesOfHost: host.memoryBytes, fits: cpus <= host.cpus && memBytes <= host.memoryBytes },
    changes: diffSpec(existing ? specOf(existing) : {}, spec),
  };
}

function strategyOf(spec: AppSpec, old: number): PlanDto['strategy'] {
  const exclusive = isExclusive(spec);
  const observed = Array.from({ length: old }, (_, index) => ({ id: String(index), slot: index + 1, version: 0, generation: 0, readiness: 'ready' as const }));
  const wanted = { version: 1, generation: 0, instances: spec.instances, previous: null };
  const { minReady, maxTotal } = rolloutOf({ wanted, observed, strategy: spec.upgradeStrategy, exclusive, phase: 'running', changesVersion: true, progress: {} });
  return { kind: exclusive ? 'recreate' : spec.upgradeStrategy.kind, exclusive, minReady, maxTotal, canary: spec.upgradeStrategy.canarySteps.map((_, step) => canaryCount(spec.upgradeStrategy, step, spec.instances)) };
}

const withTag = (image: string) => (image.includes('@') || /:[^/]+$/.test(image) ? image : `${image}:latest`);
