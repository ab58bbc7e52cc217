import type { AppEndpoints } from '@/lib/apps/server/list-endpoints';
import { engineMap } from '@/lib/environments/server/engines';
import { processState } from '@/lib/platform/server/process-state';
import type { FeedApp } from '../model/feed';

/** Where hosts of routes come from: filled by a slice above. */
export const namesSources = () => processState('names-sources', (): { hostsOf: (appPath: string) => readonly string[] } => ({ hostsOf: () => [] }));

/** What there is to name now, by environment. One whose engine is not reached is left out: nothing is known of it, so nothing changes. */
export function feedOf(apps: readonly AppEndpoints[]): Map<string, FeedApp[]> {
  const feed = new Map<string, FeedApp[]>();
  for (const [id, engine] of engineMap()) if (engine.status().kind === 'up') feed.set(id, []);
  for (const { environmentId, ...app } of apps) feed.get(environmentId)?.push({ ...app, hosts: namesSources().hostsOf(app.path) });
  return feed;
}
