import { publishLive } from '@/lib/platform/server/live-bus';
import { processState } from '@/lib/platform/server/process-state';
import type { OwnershipChange } from '../contract';

export interface OwningApp {
  id: string;
  path: string;
}

/** Tells the open screens when a container gets an owner or loses it. */
class Ownership extends Map<string, OwningApp> {
  override set(containerId: string, app: OwningApp): this {
    if (this.get(containerId)?.id !== app.id) this.tell({ containerId, app });
    return super.set(containerId, app);
  }

  override delete(containerId: string): boolean {
    if (this.has(containerId)) this.tell({ containerId, app: null });
    return super.delete(containerId);
  }

  private tell(data: OwnershipChange): void {
    publishLive({ kind: 'container-app', permission: 'container:view', data });
  }
}

/** Which app owns a container: the database's word, kept here by the apps slice. */
export const appsByContainer = (): Map<string, OwningApp> => processState('apps-by-container', () => new Ownership());
export const appOfContainer = (containerId: string): OwningApp | null => appsByContainer().get(containerId) ?? null;
