import { translateError } from '@/lib/access/server/problem';
import type { ContainerRow } from '@/lib/environments/contract';
import type { Engine } from '@/lib/environments/server/engine';
import type { Locale } from '@/lib/messages';
import { AppError } from '@/lib/platform/errors';
import type { AppDto, InstanceDto } from '../contract';
import { deriveStatus } from '../model/derive-status';
import { healthSegments, type Seen } from '../model/health-segments';
import type { ObservedInstance } from '../model/plan-app';
import { nextTryAt } from './app.controller';
import { specOf, type AppRow } from './app.repo';
import type { Reason } from './deployment.repo';
import type { InstanceRow } from './instance.repo';
import { activeDeployment, observeApp, situationOf } from './observe-app';
import { sizeOf } from './place-app';
import { verdictOf } from './prober';
import { sidecarsOf } from './sidecars';

const MIB = 1024 * 1024;

/** What the screen says of an app: all of it derived now from what is wanted and what is there. */
export async function toAppDto(app: AppRow, locale: Locale): Promise<AppDto> {
  const spec = specOf(app);
  const { engine, observed } = observeApp(app);
  const { wanted, phase } = situationOf(app, observed);
  const count = (readiness: ObservedInstance['readiness']) => observed.filter((one) => one.readiness === readiness).length;
  const nextTry = nextTryAt(app.id);
  const engineUp = engine?.status().kind === 'up';
  const reason = causeOf(app, engine, observed);
  return {
    id: app.id, path: app.path, environmentId: app.environmentId, environment: app.environment.name,
    status: deriveStatus({ wanted, observed, suspended: app.suspended, destroying: app.destroyRequestedAt !== null, phase, blocked: (activeDeployment(app)?.reason ?? null) !== null, delayed: nextTry !== undefined, engineUp }),
    version: app.wantedVersion, image: spec.image,
    instances: { wanted: app.wantedInstances, ready: count('ready'), starting: count('starting'), failed: count('failed') + count('missing'), total: observed.length },
    segments: healthSegments(wanted, observed.map((one) => seenOf(app, one, engine))),
    reason: reason && (await sentenceOf(reason, locale)), labels: spec.labels,
    cpus: sizeOf(spec).cpus * app.wantedInstances, mem: (sizeOf(spec).memBytes / MIB) * app.wantedInstances,
    updatedAt: (app.deployments[0]?.createdAt ?? app.createdAt).toISOString(), rowVersion: app.rowVersion, nextTryAt: nextTry ? new Date(nextTry).toISOString() : null,
  };
}

function seenOf(app: AppRow, one: ObservedInstance, engine: Engine | undefined): Seen {
  const row = app.instances.find(({ id }) => id === one.id)!;
  const container = row.containerId ? engine?.inventory.container(row.containerId) : undefined;
  return { ...one, checked: specOf(app, row.versionNumber).healthChecks.length > 0, running: container?.state === 'running' };
}

/** What keeps an app from simply running: its engine, its deployment, or the first of its instances that fell. */
function causeOf(app: AppRow, engine: Engine | undefined, observed: readonly ObservedInstance[]): Reason | null {
  const status = engine?.status();
  if (status && status.kind !== 'up') return { code: 'apps.engine_away', params: { environment: app.environment.name, reason: 'detail' in status ? status.detail : status.kind } };
  const deployment = activeDeployment(app);
  if (deployment?.reason) return deployment.reason as unknown as Reason;
  const failed = new Set(observed.filter(({ readiness }) => readiness === 'failed').map(({ id }) => id));
  const fallen = app.instances.find(({ id, reason }) => failed.has(id) && reason !== null)?.reason ?? null;
  const [last] = app.deployments;
  const isShort = !app.suspended && observed.filter(({ readiness }) => readiness === 'ready').length < app.wantedInstances;
  return (fallen ?? (isShort && last?.status === 'failed' ? last.reason : null)) as unknown as Reason | null;
}

/** An instance with what the engine says of it now, or with what is remembered of its end. */
export async function toInstanceDto(row: InstanceRow, { engine, all }: Pick<ReturnType<typeof observeApp>, 'engine' | 'all'>, locale: Locale): Promise<InstanceDto> {
  const container = row.containerId ? engine?.inventory.container(row.containerId) : undefined;
  return {
    id: row.id, slot: row.slot, version: row.versionNumber, containerId: row.containerId, containerName: row.containerName.split('~')[0]!,
    readiness: all.find((one) => one.id === row.id)?.readiness ?? 'missing', health: healthOf(container),
    sidecars: row.endedAt ? [] : sidecarsOf(row).map(({ name, containerId }) => ({ name, containerId, state: engine?.inventory.container(containerId)?.state ?? 'missing' })),
    createdAt: row.createdAt.toISOString(), readyAt: row.readyAt?.toISOString() ?? null, warmUntil: row.warmUntil?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null, exitCode: row.exitCode, reason: await sentenceOf(row.reason, locale), hasLog: row.lastLog !== null && row.lastLog !== '',
    container: container ? { state: container.state, health: container.health, status: container.status, host: container.host, ports: container.ports, addresses: container.addresses } : null,
  };
}

/** Of Docker's own check and of Gantry's, the worse. */
function healthOf(container: ContainerRow | undefined): InstanceDto['health'] {
  const probed = (container && verdictOf(container.id)?.health) ?? 'none';
  const own = !container || container.health === 'none' ? 'none' : container.health === 'starting' ? 'unknown' : container.health;
  return (['unhealthy', 'unknown', 'healthy'] as const).find((one) => one === probed || one === own) ?? 'none';
}

/** A stored reason in the reader's language. */
export async function sentenceOf(stored: unknown, locale: Locale): Promise<{ code: string; detail: string } | null> {
  const reason = stored as Reason | null;
  return reason && translateError(new AppError(reason.code, 422, reason.params), locale);
}
