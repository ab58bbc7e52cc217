import { engineMap } from '@/lib/environments/server/engines';
import type { Engine } from '@/lib/environments/server/engine';
import { translateError } from '@/lib/access/server/problem';
import { AppError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/messages';
import type { AppDto, DeploymentDto, InstanceDto } from '../contract';
import { deriveStatus } from '../model/derive-status';
import type { ObservedInstance } from '../model/plan-app';
import { steadySince } from './app.controller';
import { specOf, type AppRow, type DeploymentRow, type InstanceRow, type Reason } from './app.repo';
import { observe } from './engine-runtime.adapter';
import { toWanted } from './to-wanted';

export function observedOf(app: AppRow): { engine: Engine | undefined; observed: ObservedInstance[] } {
  const engine = engineMap().get(app.environmentId);
  return { engine, observed: engine ? observe(engine, app.instances, steadySince(), Date.now()) : [] };
}

export function toAppDto(app: AppRow): AppDto {
  const spec = specOf(app);
  const { engine, observed } = observedOf(app);
  const count = (readiness: ObservedInstance['readiness']) => observed.filter((one) => one.readiness === readiness).length;
  const deployment = app.deployments.find(({ status }) => status === 'running');
  return {
    id: app.id, path: app.path, environmentId: app.environmentId, environment: app.environment.name,
    status: deriveStatus({
      wanted: toWanted(app), observed, suspended: app.suspended, destroying: app.destroyRequestedAt !== null,
      deploying: deployment !== undefined, blocked: deployment?.reason !== null && deployment?.reason !== undefined, engineUp: engine?.status().kind === 'up',
    }),
    version: app.wantedVersion, image: spec.image,
    instances: { wanted: app.wantedInstances, ready: count('ready'), starting: count('starting'), failed: count('failed') + count('missing'), total: observed.length },
    cpus: spec.cpus * app.wantedInstances, mem: spec.mem * app.wantedInstances,
    updatedAt: (app.deployments[0]?.createdAt ?? app.createdAt).toISOString(), rowVersion: app.rowVersion,
  };
}

export function toInstanceDto(row: InstanceRow, app: AppRow): InstanceDto {
  const { engine, observed } = observedOf(app);
  const container = row.containerId ? engine?.inventory.container(row.containerId) : undefined;
  return {
    id: row.id, slot: row.slot, version: row.versionNumber, containerId: row.containerId, containerName: row.containerName.split('~')[0]!,
    readiness: observed.find((one) => one.id === row.id)?.readiness ?? 'missing',
    createdAt: row.createdAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, exitCode: row.exitCode,
    container: container ? { state: container.state, health: container.health, status: container.status, ports: container.ports, addresses: container.addresses } : null,
  };
}

export async function toDeploymentDto(row: DeploymentRow, locale: Locale): Promise<DeploymentDto> {
  const reason = row.reason as unknown as Reason | null;
  return {
    id: row.id, appId: row.appId, kind: row.kind as DeploymentDto['kind'], fromVersion: row.fromVersion, toVersion: row.toVersion, status: row.status as DeploymentDto['status'],
    createdBy: row.createdBy, createdAt: row.createdAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null,
    reason: reason && (await translateError(new AppError(reason.code, 422, reason.params), locale)),
  };
}
