import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import type { Located } from '@/lib/access/server/admit';
import type { Permission } from '@/lib/platform/endpoint';
import type { MaySee } from '@/lib/platform/server/live-reader';
import type { EngineEventRow, InventoryKind, InventoryRows } from '../contract';
import { appOfContainer, formerOwner } from './app-of-container';
import { groupsOf } from './claims';
import { engineMap } from './engines';

/** Where the container of this id stands: at its app, or in the group that an admin gave it to; null: the admin's alone. */
export const placeOfContainer = (environmentId: string, id: string): string | typeof UNOWNED =>
  appOfContainer(id)?.path ?? groupsOf(environmentId, 'container', id)[0] ?? formerOwner(id) ?? UNOWNED;

/** Whose a row of the inventory is. What nobody claimed takes a role on the whole console. */
export function placesOfRow(environmentId: string, kind: InventoryKind, key: string): readonly (string | typeof UNOWNED)[] {
  if (kind === 'container') return [placeOfContainer(environmentId, key)];
  const name = kind === 'network' ? (engineMap().get(environmentId)?.inventory.rowOf('network', key)?.name ?? key) : key;
  const groups = groupsOf(environmentId, kind, name);
  return groups.length > 0 ? groups : ['/'];
}

export const maySeeRow = (maySee: MaySee, environmentId: string, kind: InventoryKind, key: string): boolean => placesOfRow(environmentId, kind, key).some((place) => maySee(`${kind}:view`, place));
export const seenBy = (scope: Pick<Scope, 'held'>): MaySee => (permission, path) => may(scope, permission, path);
/** Whether nothing of a kind is hidden from the caller, so that lists need not look at each row. */
export const seesAll = (scope: Pick<Scope, 'held'>, permission: Permission): boolean => may(scope, permission, '/') && may(scope, permission, UNOWNED);

/** What is left of a row for who may not see every container: it counts and names those that they see. */
export function shownRow<K extends InventoryKind>(maySee: MaySee, environmentId: string, kind: K, row: InventoryRows[K]): InventoryRows[K] {
  const inventory = engineMap().get(environmentId)?.inventory;
  if (kind === 'container' || !inventory) return row;
  const seen = inventory.containers().filter(({ id }) => maySeeRow(maySee, environmentId, 'container', id));
  if (kind === 'image') return { ...row, containerCount: seen.filter(({ imageId }) => imageId === (row as InventoryRows['image']).id).length };
  if (kind === 'network') return { ...row, containerCount: seen.filter(({ addresses }) => addresses.some(({ network }) => network === (row as InventoryRows['network']).name)).length };
  const names = new Set(seen.map(({ name }) => name));
  return { ...row, usedBy: (row as InventoryRows['volume']).usedBy.filter((name) => names.has(name)) };
}

/** The containers of an answer that the caller may see. */
export const seenContainers = <T extends { id: string }>(scope: Pick<Scope, 'held'>, environmentId: string, rows: readonly T[]): T[] =>
  seesAll(scope, 'container:view') ? [...rows] : rows.filter(({ id }) => maySeeRow(seenBy(scope), environmentId, 'container', id));

/** What an engine's event is about; the engine itself is the whole console's. */
export function maySeeEvent(maySee: MaySee, { environmentId, type, actorId, attributes }: EngineEventRow): boolean {
  const container = type === 'container' ? actorId : attributes.container;
  if (container) return maySee('event:view', placeOfContainer(environmentId, container));
  const places = type === 'image' || type === 'volume' || type === 'network' ? placesOfRow(environmentId, type, actorId) : ['/'];
  return places.some((place) => maySee('event:view', place));
}

export function locateContainer(environmentId: string, idOrName: string): readonly Located[] {
  const row = engineMap().get(environmentId)?.inventory.container(idOrName);
  return [row ? placeOfContainer(environmentId, row.id) : undefined];
}
export const locateContainers = (items: readonly { environmentId: string; id: string }[]): readonly Located[] => items.flatMap(({ environmentId, id }) => locateContainer(environmentId, id));

/** The inventory's key of what a person names, by id or by name. */
export function findKey(environmentId: string, kind: InventoryKind, given: string): string | undefined {
  const inventory = engineMap().get(environmentId)?.inventory;
  if (!inventory) return undefined;
  switch (kind) {
    case 'container': return inventory.container(given)?.id;
    case 'volume': return inventory.volumes().find(({ name }) => name === given)?.name;
    case 'network': return inventory.networks().find(({ id, name }) => id === given || name === given)?.id;
    case 'image': return inventory.images().find(({ id, tags, digests }) => id === given || id === `sha256:${given}` || tags.includes(given) || digests.includes(given))?.id;
  }
}

/** By id or by name, as routes take it. */
export function locateThing(environmentId: string, kind: InventoryKind, given: string): readonly Located[] {
  const key = findKey(environmentId, kind, given);
  return [key === undefined ? undefined : (placesOfRow(environmentId, kind, key) as string[])];
}
