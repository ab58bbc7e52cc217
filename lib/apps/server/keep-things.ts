import { keptThings } from '@/lib/environments/server/kept-things';
import { processState } from '@/lib/platform/server/process-state';
import { KEPT_VERSIONS, parsedSpec, pinsOf, placedSpecOf, specOf, type AppRow } from './app.repo';
import { filesVolumeOf } from './config-files';

interface Kept {
  /** `environment/id` or `environment/name` → the app's path. */
  image: Map<string, string>;
  volume: Map<string, string>;
  network: Map<string, string>;
}
const kept = () => processState('apps-keep', (): { current: Kept } => ({ current: { image: new Map(), volume: new Map(), network: new Map() } }));

/** Tells the lower slices what must not be cleaned away, from what the database holds now. */
export function keepThings(apps: readonly AppRow[]): void {
  const next: Kept = { image: new Map(), volume: new Map(), network: new Map() };
  for (const app of apps) {
    const spec = specOf(app);
    for (const version of app.versions.slice(0, KEPT_VERSIONS).concat(app.versions.filter(({ number }) => number === app.wantedVersion))) {
      for (const id of [version.imageId, ...Object.values(pinsOf(app, version.number).images)]) if (id) next.image.set(`${app.environmentId}/${id}`, app.path);
      if (parsedSpec(app.id, version).configFiles.length > 0) next.volume.set(`${app.environmentId}/${filesVolumeOf(app.id, version.number)}`, app.path);
    }
    for (const volume of spec.volumes) if (volume.type === 'volume') next.volume.set(`${app.environmentId}/${volume.source}`, app.path);
    for (const { name } of placedSpecOf(app).networks) next.network.set(`${app.environmentId}/${name}`, app.path);
  }
  kept().current = next;
  const things = keptThings();
  for (const kind of ['image', 'volume', 'network'] as const) things[kind] = (environmentId, id) => kept().current[kind].get(`${environmentId}/${id}`);
}
