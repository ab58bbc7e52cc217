import type { InventoryKind } from '../contract';

/** Query key of a whole inventory list; live changes are reduced into it. */
export const inventoryKey = (kind: InventoryKind) => ['inventory', kind] as const;
