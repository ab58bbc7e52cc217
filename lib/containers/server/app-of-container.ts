import { processState } from '@/lib/platform/server/process-state';

export interface OwningApp {
  id: string;
  path: string;
}

/** Which app owns a container: the database's word, kept here by the apps slice. */
export const appsByContainer = () => processState('apps-by-container', () => new Map<string, OwningApp>());
export const appOfContainer = (containerId: string): OwningApp | null => appsByContainer().get(containerId) ?? null;
