import { publishLive } from '@/lib/platform/server/live-bus';
import { processState } from '@/lib/platform/server/process-state';
import type { InventoryLiveEvent, OwnershipChange } from '../contract';
import { engineMap } from './engines';

export interface OwningApp {
  id: string;
  path: string;
}

/** Tells the open screens when a container gets an owner or loses it. */
class Ownership extends Map<string, OwningApp> {
  override set(containerId: string, app: OwningApp): this {
    const isNew = this.get(containerId)?.id !== app.id;
    super.set(containerId, app);
    if (isNew) {
      showRow(containerId);
      this.tell({ containerId, app }, app.path);
    }
    return this;
  }

  override delete(containerId: string): boolean {
    const app = this.get(containerId);
    if (app) {
      this.tell({ containerId, app: null }, app.path);
      rememberFormer(containerId, app.path);
    }
    return super.delete(containerId);
  }

  private tell(data: OwnershipChange, path: string): void {
    publishLive({ kind: 'container-app', permission: 'container:view', data, on: path });
  }
}

/** Who may see only some groups was not told of the container while nobody knew whose it is. */
function showRow(containerId: string): void {
  for (const [environmentId, { inventory }] of engineMap()) {
    const row = inventory.rowOf('container', containerId);
    if (row) publishLive({ kind: 'inventory', permission: 'container:view', on: appOfContainer(containerId)!.path, data: { environmentId, resource: 'container', upserts: [row], removes: [] } satisfies InventoryLiveEvent<'container'> });
  }
}

const MOST_FORMER = 5_000;
const former = () => processState('former-owners', () => new Map<string, string>());
function rememberFormer(containerId: string, path: string): void {
  if (former().size >= MOST_FORMER) former().delete(former().keys().next().value!);
  former().set(containerId, path);
}
/** Whose a container was that is gone, or on its way: its group is told of its end. */
export const formerOwner = (containerId: string): string | undefined => former().get(containerId);

/** Which app owns a container: the database's word, kept here by the apps slice. */
export const appsByContainer = (): Map<string, OwningApp> => processState('apps-by-container', () => new Ownership());
export const appOfContainer = (containerId: string): OwningApp | null => appsByContainer().get(containerId) ?? null;
