import type { Scope } from '@/lib/access/model/scope';
import { engineById } from '@/lib/environments/server/engines';
import type { PlanDto } from '../contract';
import { appErrors } from '../errors';
import { diffSpec } from '../model/diff-spec';
import { canaryCount, rolloutOf } from '../model/rollout';
import { isExclusive, type AppSpec } from '../spec';
import { findAppByPath, specOf, sumReservations } from './app.repo';
import { checkSpec } from './check-spec';
import { needApp } from './get-app';
import { imageState, sizeOf, takenPorts } from './place-app';
import { refuseTakenRoutes } from './route-claim.repo';

const MIB = 1024 * 1024;

/** What a deploy would do, from what is known now. Reads only. */
export async function planDeploy(scope: Scope, { path, environmentId, spec }: { path: string; environmentId: string; spec: AppSpec }): Promise<PlanDto> {
  const engine = engineById(environmentId);
  await checkSpec(scope, { path, environmentId, spec });
  const existing = await findAppByPath(path);
  await refuseTakenRoutes({ id: existing?.id ?? null, path, environmentId, environmentName: engine.name }, spec);
  const own = new Set(existing?.instances.flatMap(({ containerId }) => (containerId ? [containerId] : [])));
  const host = engine.info();
  const others = await sumReservations(environmentId, existing?.id ?? null);
  const size = sizeOf(spec);
  const cpus = others.cpus + size.cpus * spec.instances;
  const memBytes = others.mem * MIB + size.memBytes * spec.instances;
  return {
    create: spec.instances,
    remove: existing?.instances.length ?? 0,
    strategy: strategyOf(spec, existing?.instances.length ?? 0),
    image: { name: spec.image, state: imageState(engine, spec) },
    portConflicts: takenPorts(engine, spec, own, path).map(({ port, by }) => ({ port, container: by })),
    capacity: host && { cpus, cpusOfHost: host.cpus, memBytes, memBytesOfHost: host.memoryBytes, fits: cpus <= host.cpus * engine.overcommit.cpu && memBytes <= host.memoryBytes * engine.overcommit.mem },
    changes: diffSpec(existing ? specOf(existing) : {}, spec),
  };
}

export async function planUpdate(scope: Scope, appId: string, spec: AppSpec): Promise<PlanDto> {
  const { path, environmentId } = await needApp(appId);
  return planDeploy(scope, { path, environmentId, spec });
}

/** Of an earlier version that is wanted again, or of the same one anew. */
export async function planVersion(scope: Scope, appId: string, number?: number): Promise<PlanDto> {
  const app = await needApp(appId);
  if (number !== undefined && !app.versions.some((version) => version.number === number)) throw appErrors('version_not_found', { version: number, path: app.path });
  return planDeploy(scope, { path: app.path, environmentId: app.environmentId, spec: specOf(app, number) });
}

/** Only as many as come or go; those that stay are left alone. */
export async function planScale(scope: Scope, appId: string, instances: number): Promise<PlanDto> {
  const app = await needApp(appId);
  const plan = await planDeploy(scope, { path: app.path, environmentId: app.environmentId, spec: { ...specOf(app), instances } });
  const now = app.instances.length;
  return { ...plan, create: Math.max(0, instances - now), remove: Math.max(0, now - instances), strategy: { ...plan.strategy, minReady: Math.min(now, instances), maxTotal: Math.max(now, instances) } };
}

function strategyOf(spec: AppSpec, old: number): PlanDto['strategy'] {
  const exclusive = isExclusive(spec);
  const observed = Array.from({ length: old }, (_, index) => ({ id: String(index), slot: index + 1, version: 0, generation: 0, readiness: 'ready' as const }));
  const wanted = { version: 1, generation: 0, instances: spec.instances, previous: null };
  const { minReady, maxTotal } = rolloutOf({ wanted, observed, strategy: spec.upgradeStrategy, exclusive, phase: 'running', changesVersion: true, progress: {} });
  return { kind: exclusive ? 'recreate' : spec.upgradeStrategy.kind, exclusive, minReady, maxTotal, canary: spec.upgradeStrategy.canarySteps.map((_, step) => canaryCount(spec.upgradeStrategy, step, spec.instances)) };
}
