'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvent, useLiveEvents } from '@/lib/platform/client/use-live';
import type { EngineEventRow, EnvironmentLiveEvent, InventoryLiveEvent } from '../contract';
import { applyToEvents, applyToRows, ENVIRONMENTS_KEY, INVENTORY_KINDS } from './live-lists';

/** Keeps all lists of the tab current, also those that no page shows just now. Mounted once. */
export function useInventorySync(): void {
  const cache = useQueryClient();
  useLiveEvents<InventoryLiveEvent>('inventory', (changes) => { for (const kind of INVENTORY_KINDS) applyToRows(cache, kind, changes.filter(({ resource }) => resource === kind)); });
  useLiveEvent<EngineEventRow>('engineEvent', (event) => applyToEvents(cache, event));
  useLiveEvent<EnvironmentLiveEvent>('environment', ({ id, gone }) => {
    if (gone) for (const kind of INVENTORY_KINDS) applyToRows(cache, kind, [{ environmentId: id, upserts: [], removes: 'all' }]);
    void cache.invalidateQueries({ queryKey: ENVIRONMENTS_KEY });
  });
}
