'use client';
import { useInventorySync } from '@/lib/environments/client/use-inventory-sync';

/** Draws nothing: the console's lists stay current whichever page is open. */
export function InventorySync() {
  useInventorySync();
  return null;
}
