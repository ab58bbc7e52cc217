import type { Prisma } from '@/prisma/generated/client';
import { isWithin, tenantOf } from '@/lib/access/model/paths';
import { groupsAbove } from '@/lib/groups/model/ancestors';
import { NOTHING, shortageUnder, type Amounts, type Limits, type Resource } from '@/lib/groups/model/quota';
import { db } from '@/lib/platform/server/db';
import { steady } from '../model/reservation';
import { appSpec } from '../spec';
import { appErrors } from '../errors';
import { ACTIVE } from './deployment.repo';
import { settleClaims } from './route-claim.repo';

const COLUMN: Record<Resource, string> = { cpus: 'reservedCpus', mem: 'reservedMem', disk: 'reservedDisk', instances: 'reservedInstances' };
const toData = ({ cpus, mem, disk, instances }: Amounts) => ({ reservedCpus: cpus, reservedMem: mem, reservedDisk: disk, reservedInstances: Math.round(instances) });
const round = (value: number) => Math.round(value * 1000) / 1000;

/**
 * Lets an app reserve what it wants if every quota over it has room, within the caller's transaction: whoever asks for
 * the same tenant at the same moment waits until this one is written. Throws what is short, and who has most of it.
 * `heldAt`: where the app stands until now; in a group that it comes into all of it is new.
 */
export async function admit(tx: Prisma.TransactionClient, path: string, appId: string | null, wants: Amounts, heldAt = path): Promise<void> {
  const groups = groupsAbove(path);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`quota ${tenantOf(path)}`}))`;
  // What holds on everything is asked by every tenant.
  const [root] = await tx.$queryRaw<{ found: boolean }[]>`select exists (select 1 from "Quota" where "groupPath" = '/') as found`;
  if (root!.found) await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('quota /'))`;
  const none = '00000000-0000-0000-0000-000000000000';
  const rows = await tx.$queryRaw<(Amounts & { groupPath: string; limitCpus: number | null; memMib: number | null; diskMib: number | null; limitInstances: number | null; hasCpus: number; hasMem: number; hasDisk: number; hasInstances: number })[]>`
    select q."groupPath", q.cpus as "limitCpus", q."memMib", q."diskMib", q.instances as "limitInstances",
           coalesce(others.cpus, 0)::float8 as cpus, coalesce(others.mem, 0)::float8 as mem, coalesce(others.disk, 0)::float8 as disk, coalesce(others.instances, 0)::float8 as instances,
           coalesce(own."reservedCpus", 0)::float8 as "hasCpus", coalesce(own."reservedMem", 0)::float8 as "hasMem", coalesce(own."reservedDisk", 0)::float8 as "hasDisk", coalesce(own."reservedInstances", 0)::float8 as "hasInstances"
    from "Quota" q
    left join "App" own on own.id = ${appId ?? none}::uuid
    left join lateral (select sum(a."reservedCpus") as cpus, sum(a."reservedMem") as mem, sum(a."reservedDisk") as disk, sum(a."reservedInstances") as instances
      from "App" a where a."destroyedAt" is null and a.id <> ${appId ?? none}::uuid and a.path like (case when q."groupPath" = '/' then '/' else q."groupPath" || '/' end) || '%') others on true
    where q."groupPath" = any(${groups})`;
  for (const row of rows) {
    const limits: Limits = { cpus: row.limitCpus, mem: row.memMib, disk: row.diskMib, instances: row.limitInstances };
    const has = isWithin(row.groupPath, heldAt) ? { cpus: row.hasCpus, mem: row.hasMem, disk: row.hasDisk, instances: row.hasInstances } : NOTHING;
    const short = shortageUnder(limits, row, has, wants);
    if (!short) continue;
    const biggest = await biggestUser(tx, row.groupPath, short.resource);
    throw appErrors('quota_exceeded', { resource: short.resource, group: row.groupPath, path, asked: round(short.asked), used: round(short.used), limit: short.limit, left: round(Math.max(0, short.limit - short.used)), biggest: biggest?.path ?? '', biggestAmount: round(biggest?.amount ?? 0) }, '$.spec');
  }
  if (appId) await tx.app.update({ where: { id: appId }, data: toData(wants) });
}

export const reserved = toData;
export const amountsIn = ({ reservedCpus, reservedMem, reservedDisk, reservedInstances }: ReturnType<typeof toData>): Amounts => ({ cpus: reservedCpus, mem: reservedMem, disk: reservedDisk, instances: reservedInstances });

async function biggestUser(tx: Prisma.TransactionClient, group: string, resource: Resource): Promise<{ path: string; amount: number } | undefined> {
  const field = COLUMN[resource] as 'reservedCpus';
  const row = await tx.app.findFirst({ where: { destroyedAt: null, path: { startsWith: group === '/' ? '/' : `${group}/` }, [field]: { gt: 0 } }, orderBy: { [field]: 'desc' }, select: { path: true, [field]: true } as { path: true; reservedCpus: true } });
  return row ? { path: row.path, amount: row[field] } : undefined;
}

/** A deployment is over: what it took on its way is given back. Waits for whoever is changing the app. */
export async function settle(appId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const [app] = await tx.$queryRaw<{ wantedVersion: number; wantedInstances: number; suspended: boolean }[]>`select "wantedVersion", "wantedInstances", suspended from "App" where id = ${appId}::uuid for update`;
    if (!app || (await tx.deployment.count({ where: { appId, status: { in: ACTIVE } } })) > 0) return;
    const version = await tx.appVersion.findUniqueOrThrow({ where: { appId_number: { appId, number: app.wantedVersion } }, select: { spec: true } });
    const now = steady(app.suspended ? null : { spec: appSpec.parse(version.spec), instances: app.wantedInstances });
    await tx.app.update({ where: { id: appId }, data: toData(now) });
    await settleClaims(tx, appId);
  });
}

/** What each app holds, by path, of a group; for who looks at it. */
export const findReservations = async (group: string): Promise<{ id: string; path: string; amounts: Amounts }[]> =>
  (await db().app.findMany({ where: { destroyedAt: null, ...(group !== '/' && { path: { startsWith: `${group}/` } }) }, select: { id: true, path: true, reservedCpus: true, reservedMem: true, reservedDisk: true, reservedInstances: true }, orderBy: { path: 'asc' } }))
    .map(({ id, path, ...row }) => ({ id, path, amounts: amountsIn(row) }));
