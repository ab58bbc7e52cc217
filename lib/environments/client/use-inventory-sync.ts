'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvent, useLiveEvents } from '@/lib/platform/client/use-live';
import type { EngineEventRow, InventoryLiveEvent } from '../contract';
import { applyToEvents, applyToRows, ENVIRONMENTS_KEY, INVENTORY_KINDS } from './live-lists';

/** Keeps all lists of the tab current, also those that no page shows just now. Mounted once. */
export function useInventorySync(): void {
  const cache = useQueryClient();
  useLiveEvents<InventoryLiveEvent>('inventory', (changes) => { for (const kind of INVENTORY_KINDS) applyToRows(cache, kind, changes.filter(({ resource }) => resource === kind)); });
  useLiveEvent<EngineEventRow>('engineEvent', (event) => applyToEvents(cache, event));
  useLiveEvent('environment', () => {
    void cache.invalidateQueries({ queryKey: ENVIRONMENTS_KEY });
    // What failed while an engine was away is asked again once that changes.
    void cache.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  });
}
