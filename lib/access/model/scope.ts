import type { Permission } from '@/lib/platform/endpoint';
import { isWithin } from './paths';

/** A role that the caller holds on a group and on everything below. */
export interface Held {
  /** Of the grant; null for the role of the account itself, which holds on `/`. */
  id: string | null;
  role: string;
  group: string;
  permissions: ReadonlySet<Permission>;
  /** Milliseconds of the clock; null: until it is taken away. */
  endsAt: number | null;
  /** Through which team, if through one. */
  team: string | null;
}

/** Who acts and what they may do. Only `authenticate` makes one for a request; use cases take it first. */
export interface Scope {
  actor: { kind: 'user' | 'token' | 'system'; id: string; name: string; userId?: string; sessionId?: string };
  held: readonly Held[];
  /** What is held anywhere; whether it holds here, {@link may} says. */
  permissions: ReadonlySet<Permission>;
  address: string;
  /** In which language they are answered; English where nobody asks. */
  locale?: 'en' | 'zh-CN';
}

export const scopeOf = (who: Pick<Scope, 'actor' | 'address'> & { locale?: Scope['locale'] }, held: readonly Held[]): Scope => ({
  actor: who.actor, address: who.address, ...(who.locale && { locale: who.locale }), held, permissions: new Set(held.flatMap(({ permissions }) => [...permissions])),
});

/** What belongs to no group, such as a container that no app owns: the admin's alone. */
export const UNOWNED = null;

/** The grant by which the caller may do this there, or undefined. `/` is the whole console. */
export const grantFor = ({ held }: Pick<Scope, 'held'>, permission: Permission, path: string | null): Held | undefined =>
  held.find((one) => one.permissions.has(permission) && (path === UNOWNED ? one.role === 'admin' && one.group === '/' : isWithin(one.group, path)));

export const may = (scope: Pick<Scope, 'held'>, permission: Permission, path: string | null = '/'): boolean => grantFor(scope, permission, path) !== undefined;

/** Whether the caller may know that there is something at this path: whoever holds anything on it, or on a group below it. */
export const maySee = ({ held }: Pick<Scope, 'held'>, path: string | null): boolean =>
  path === UNOWNED ? held.some(({ role, group }) => role === 'admin' && group === '/') : held.some(({ group }) => isWithin(group, path) || isWithin(path, group));

/** The groups on which the caller holds a permission, without those that lie below another of them. */
export function placesOf({ held }: Pick<Scope, 'held'>, permission: Permission): string[] {
  const groups = [...new Set(held.filter(({ permissions }) => permissions.has(permission)).map(({ group }) => group))];
  return groups.filter((group) => !groups.some((other) => other !== group && isWithin(other, group)));
}
