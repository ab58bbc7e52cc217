import { isWithin } from '@/lib/access/model/paths';
import { groupsAbove } from './ancestors';

/** Cores, MiB, MiB, a number. */
export interface Amounts {
  cpus: number;
  mem: number;
  disk: number;
  instances: number;
}
export const RESOURCES = ['cpus', 'mem', 'disk', 'instances'] as const;
export type Resource = (typeof RESOURCES)[number];
/** Null: no limit. */
export type Limits = { [R in Resource]: number | null };

export const NOTHING: Amounts = { cpus: 0, mem: 0, disk: 0, instances: 0 };
export const added = (a: Amounts, b: Amounts): Amounts => ({ cpus: a.cpus + b.cpus, mem: a.mem + b.mem, disk: a.disk + b.disk, instances: a.instances + b.instances });
export const times = (a: Amounts, n: number): Amounts => ({ cpus: a.cpus * n, mem: a.mem * n, disk: a.disk * n, instances: a.instances * n });
export const most = (a: Amounts, b: Amounts): Amounts => ({ cpus: Math.max(a.cpus, b.cpus), mem: Math.max(a.mem, b.mem), disk: Math.max(a.disk, b.disk), instances: Math.max(a.instances, b.instances) });
export const least = (a: Amounts, b: Amounts): Amounts => ({ cpus: Math.min(a.cpus, b.cpus), mem: Math.min(a.mem, b.mem), disk: Math.min(a.disk, b.disk), instances: Math.min(a.instances, b.instances) });

/** Sums of tenths are not exact; a thousandth of a core is nobody's. */
const EPSILON = 1e-6;

export interface Shortage {
  resource: Resource;
  asked: number;
  used: number;
  limit: number;
}

/**
 * What a group's limits say to an app that holds `has` and wants `wants`, beside `others` in the group. What does not
 * grow is never refused, also where the limit was lowered under what is used.
 */
export function shortageUnder(limits: Limits, others: Amounts, has: Amounts, wants: Amounts): Shortage | undefined {
  for (const resource of RESOURCES) {
    const limit = limits[resource];
    if (limit === null || wants[resource] <= has[resource] + EPSILON) continue;
    if (others[resource] + wants[resource] > limit + EPSILON) return { resource, asked: wants[resource], used: others[resource] + has[resource], limit };
  }
  return undefined;
}

interface GroupLimits {
  group: string;
  limits: Limits;
}

/**
 * What a group may be given at most: what the nearest group above with a limit has not given to others below it. Null:
 * nothing above limits it.
 */
export function leftAbove(all: readonly GroupLimits[], group: string, resource: Resource): { from: string; left: number } | null {
  const limited = all.filter(({ limits }) => limits[resource] !== null);
  for (const above of group === '/' ? [] : groupsAbove(group)) {
    const holder = limited.find((one) => one.group === above);
    if (!holder) continue;
    // Of groups that lie in one another only the outer one takes from this.
    const below = limited.filter((one) => one.group !== above && one.group !== group && isWithin(above, one.group) && !isWithin(group, one.group));
    const outer = below.filter((one) => !below.some((other) => other !== one && isWithin(other.group, one.group)) && !isWithin(one.group, group));
    return { from: above, left: holder.limits[resource]! - outer.reduce((sum, { limits }) => sum + limits[resource]!, 0) };
  }
  return null;
}
