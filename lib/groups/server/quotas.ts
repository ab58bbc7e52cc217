import { requireOn } from '@/lib/access/server/admit';
import type { Scope } from '@/lib/access/model/scope';
import type { z } from 'zod';
import type { QuotaDto, putQuota as contract } from '../contract';
import { groupErrors } from '../errors';
import { groupsAbove, parentGroup } from '../model/ancestors';
import { leftAbove, RESOURCES, type Limits } from '../model/quota';
import { findQuotas, findQuotasOf, setQuota, type QuotaRow } from './quota.repo';

export const limitsOf = (row: QuotaRow): Limits => ({ cpus: row.cpus, mem: row.memMib, disk: row.diskMib, instances: row.instances });

export function toQuotaDto(row: QuotaRow): QuotaDto {
  const { defaultCpus, defaultMem, maxCpus, maxMem, maxDisk } = row;
  return { group: row.groupPath, limits: limitsOf(row), instance: { defaultCpus, defaultMem, maxCpus, maxMem, maxDisk }, updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy };
}

export const allQuotas = async (): Promise<QuotaDto[]> => (await findQuotas()).map(toQuotaDto);

/** What one instance of an app at this path gets and may ask for: of each the nearest group's word. */
export async function instanceLimits(path: string): Promise<QuotaDto['instance'] & { maxFrom: string }> {
  const groups = groupsAbove(path);
  const rows = (await findQuotasOf(groups)).sort((a, b) => groups.indexOf(a.groupPath) - groups.indexOf(b.groupPath));
  const nearest = (field: 'defaultCpus' | 'defaultMem') => rows.find((row) => row[field] !== null)?.[field] ?? null;
  // A group below may be stricter than those above, never looser.
  const strictest = (field: 'maxCpus' | 'maxMem' | 'maxDisk') => rows.reduce<number | null>((least, row) => (row[field] === null ? least : Math.min(least ?? Infinity, row[field])), null);
  return { defaultCpus: nearest('defaultCpus'), defaultMem: nearest('defaultMem'), maxCpus: strictest('maxCpus'), maxMem: strictest('maxMem'), maxDisk: strictest('maxDisk'), maxFrom: rows[0]?.groupPath ?? '/' };
}

/** Nobody sets the quota that they are held by: it takes the permission on the group above. */
export async function putQuota(scope: Scope, { group, limits, instance }: z.output<NonNullable<(typeof contract)['body']>>): Promise<{ before: QuotaDto | null; after: QuotaDto }> {
  requireOn(scope, 'quota:set', parentGroup(group) ?? '/');
  const before = await setQuota(group, { cpus: limits.cpus, memMib: limits.mem, diskMib: limits.disk, instances: limits.instances, ...instance }, scope.actor.name, (all) => {
    const known = all.map((row) => ({ group: row.groupPath, limits: limitsOf(row) }));
    for (const resource of RESOURCES) {
      const wanted = limits[resource];
      const above = wanted === null ? null : leftAbove(known, group, resource);
      const had = known.find((one) => one.group === group)?.limits[resource] ?? null;
      // Lowering is always allowed, also while what is above was lowered under what it had given away.
      if (above && wanted! > above.left && (had === null || wanted! > had)) throw groupErrors('quota_over_parent', { resource, asked: wanted!, left: Math.max(0, above.left), parent: above.from }, `$.limits.${resource}`);
    }
  });
  return { before: before && toQuotaDto(before), after: toQuotaDto((await findQuotasOf([group]))[0]!) };
}
