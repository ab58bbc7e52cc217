import type { EngineEventRow } from '../contract';

export interface Keyed { environmentId: string; id?: string; name?: string }

export interface ListChange<Row extends Keyed> {
  environmentId: string;
  upserts: Row[];
  removes: string[];
}

/** Images may exist on several engines under one id, so a row is known by both. */
export const rowKey = (row: Keyed) => `${row.environmentId}/${row.id ?? row.name}`;

/** Unchanged rows stay the same objects, so that they are not drawn again. */
export function reduceInventory<Row extends Keyed>(rows: Row[], { environmentId, upserts, removes }: ListChange<Row>): Row[] {
  const newer = new Map(upserts.map((row) => [rowKey(row), row]));
  const removed = new Set(removes.map((key) => `${environmentId}/${key}`));
  const kept = rows.filter((row) => !removed.has(rowKey(row))).map((row) => {
    const key = rowKey(row);
    const found = newer.get(key);
    newer.delete(key);
    return found ?? row;
  });
  return [...kept, ...newer.values()];
}

export const MOST_EVENTS = 1_000;
/** An event that a list held already, when the stream brings it again, is the same event. */
export const eventKey = (event: Pick<EngineEventRow, 'environmentId' | 'seq' | 'at'>) => `${event.environmentId}/${event.seq}/${event.at}`;

/** Newest first. */
export function addEvent(events: EngineEventRow[], event: EngineEventRow): EngineEventRow[] {
  if (events.some((known) => known.seq === event.seq && known.environmentId === event.environmentId && known.at === event.at)) return events;
  const at = events.findIndex((known) => known.at <= event.at);
  return (at === -1 ? [...events, event] : events.toSpliced(at, 0, event)).slice(0, MOST_EVENTS);
}
