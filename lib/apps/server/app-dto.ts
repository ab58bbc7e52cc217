import { translateError } from '@/lib/access/server/problem';
import type { Locale } from '@/lib/messages';
import { AppError } from '@/lib/platform/errors';
import type { AppDto, InstanceDto } from '../contract';
import { deriveStatus } from '../model/derive-status';
import type { ObservedInstance } from '../model/plan-app';
import { nextTryAt } from './app.controller';
import { specOf, type AppRow } from './app.repo';
import type { Reason } from './deployment.repo';
import type { InstanceRow } from './instance.repo';
import { activeDeployment, observeApp, situationOf } from './observe-app';

export function toAppDto(app: AppRow): AppDto {
  const spec = specOf(app);
  const { engine, observed } = observeApp(app);
  const { wanted, phase } = situationOf(app, observed);
  const count = (readiness: ObservedInstance['readiness']) => observed.filter((one) => one.readiness === readiness).length;
  const nextTry = nextTryAt(app.id);
  return {
    id: app.id, path: app.path, environmentId: app.environmentId, environment: app.environment.name,
    status: deriveStatus({
      wanted, observed, suspended: app.suspended, destroying: app.destroyRequestedAt !== null, phase,
      blocked: (activeDeployment(app)?.reason ?? null) !== null, delayed: nextTry !== undefined, engineUp: engine?.status().kind === 'up',
    }),
    version: app.wantedVersion, image: spec.image,
    instances: { wanted: app.wantedInstances, ready: count('ready'), starting: count('starting'), failed: count('failed') + count('missing'), total: observed.length },
    cpus: spec.cpus * app.wantedInstances, mem: spec.mem * app.wantedInstances,
    updatedAt: (app.deployments[0]?.createdAt ?? app.createdAt).toISOString(), rowVersion: app.rowVersion, nextTryAt: nextTry ? new Date(nextTry).toISOString() : null,
  };
}

/** An instance with what the engine says of it now, or with what is remembered of its end. */
export async function toInstanceDto(row: InstanceRow, { engine, all }: Pick<ReturnType<typeof observeApp>, 'engine' | 'all'>, locale: Locale): Promise<InstanceDto> {
  const container = row.containerId ? engine?.inventory.container(row.containerId) : undefined;
  return {
    id: row.id, slot: row.slot, version: row.versionNumber, containerId: row.containerId, containerName: row.containerName.split('~')[0]!,
    readiness: all.find((one) => one.id === row.id)?.readiness ?? 'missing',
    createdAt: row.createdAt.toISOString(), readyAt: row.readyAt?.toISOString() ?? null, warmUntil: row.warmUntil?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null, exitCode: row.exitCode, reason: await sentenceOf(row.reason, locale), hasLog: row.lastLog !== null && row.lastLog !== '',
    container: container ? { state: container.state, health: container.health, status: container.status, host: container.host, ports: container.ports, addresses: container.addresses } : null,
  };
}

/** A stored reason in the reader's language. */
export async function sentenceOf(stored: unknown, locale: Locale): Promise<{ code: string; detail: string } | null> {
  const reason = stored as Reason | null;
  return reason && translateError(new AppError(reason.code, 422, reason.params), locale);
}
