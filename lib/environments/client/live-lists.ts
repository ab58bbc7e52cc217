import type { QueryClient } from '@tanstack/react-query';
import type { EngineEventRow, InventoryKind } from '../contract';
import { InFlight } from '../model/in-flight';
import { addEvent, reduceInventory, type Keyed, type ListChange } from '../model/reduce-inventory';
import { inventoryKey } from './inventory-key';

export const EVENTS_KEY = ['engine-events'];
export const ENVIRONMENTS_KEY = ['environments'];
export const INVENTORY_KINDS: readonly InventoryKind[] = ['container', 'image', 'network', 'volume'];

type Change = ListChange<Keyed>;
const readsOf: Record<InventoryKind, InFlight<Change>> = { container: new InFlight(), image: new InFlight(), network: new InFlight(), volume: new InFlight() };
const eventReads = new InFlight<EngineEventRow>();

export const readRows = <Row extends Keyed>(kind: InventoryKind, ask: () => Promise<Row[]>) => readsOf[kind].read(ask, (rows: Row[], change) => reduceInventory(rows, change as ListChange<Row>));
export const readEventRows = (ask: () => Promise<EngineEventRow[]>) => eventReads.read(ask, addEvent);

export function applyToRows(cache: QueryClient, kind: InventoryKind, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  for (const change of changes) readsOf[kind].note(change);
  cache.setQueryData<Keyed[]>(inventoryKey(kind), (rows) => rows && changes.reduce<Keyed[]>(reduceInventory, rows));
}

export function applyToEvents(cache: QueryClient, event: EngineEventRow): void {
  eventReads.note(event);
  cache.setQueryData<EngineEventRow[]>(EVENTS_KEY, (events) => events && addEvent(events, event));
}
