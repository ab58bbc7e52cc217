import { tenantOf } from '@/lib/access/model/paths';
import { placeOfContainer } from '@/lib/environments/server/places';
import type { Engine } from '@/lib/environments/server/engine';
import { explainPlacement, type Ask, type Host, type Placement } from '../model/placement';
import type { AppSpec } from '../spec';
import { specOf, sumPlaced, type AppRow } from './app.repo';

const MIB = 1024 * 1024;

/** Of an instance with all of its containers. */
export const sizeOf = (spec: Pick<AppSpec, 'cpus' | 'mem' | 'sidecars'>) => ({
  cpus: [spec, ...spec.sidecars].reduce((sum, { cpus }) => sum + cpus, 0),
  memBytes: [spec, ...spec.sidecars].reduce((sum, { mem }) => sum + mem, 0) * MIB,
});

/** The hosts of an environment as far as they matter to a spec; none while the engine's facts are not known. */
export function hostsOf(engine: Engine, path: string, spec: AppSpec, own: ReadonlySet<string> = new Set(), reserved = { cpus: 0, memBytes: 0 }): Host[] {
  const facts = engine.info();
  if (!facts) return [];
  return [{
    overcommit: engine.overcommit, name: facts.name, labels: facts.labels, cpus: facts.cpus, memBytes: facts.memoryBytes, limitsDisk: facts.limitsDisk,
    reservedCpus: reserved.cpus, reservedMemBytes: reserved.memBytes,
    takenPorts: takenPorts(engine, spec, own, path),
    image: imageState(engine, spec),
    instances: own.size,
  }];
}

const ANOTHER = '—';

/** Which of the spec's fixed host ports others have; whose they are only within the tenant. */
export function takenPorts(engine: Engine, spec: AppSpec, own: ReadonlySet<string>, path: string): { port: number; by: string }[] {
  const wanted = spec.ports.flatMap(({ hostPort, protocol }) => (hostPort ? [`${hostPort}/${protocol}`] : []));
  if (wanted.length === 0) return [];
  const found = engine.inventory.containers().flatMap((row) => (own.has(row.id) ? [] : row.ports.flatMap(({ hostPort, protocol }) => (wanted.includes(`${hostPort}/${protocol}`) ? [{ port: hostPort!, by: isOfTenant(engine.id, row.id, path) ? row.name : ANOTHER }] : []))));
  return found.filter((one, index) => found.findIndex(({ port, by }) => port === one.port && by === one.by) === index);
}

const isOfTenant = (environmentId: string, containerId: string, path: string) => {
  const place = placeOfContainer(environmentId, containerId);
  return place !== null && tenantOf(place) === tenantOf(path);
};

const withTag = (image: string) => (image.includes('@') || /:[^/]+$/.test(image) ? image : `${image}:latest`);

export function imageState(engine: Engine, { image, pullPolicy }: Pick<AppSpec, 'image' | 'pullPolicy'>): Host['image'] {
  const present = engine.inventory.images().some(({ id, tags, digests }) => tags.includes(withTag(image)) || digests.includes(image) || id === image);
  if (present) return pullPolicy === 'always' ? 'pull' : 'present';
  return pullPolicy === 'never' ? 'missing' : 'pull';
}

/** Whether one more instance of the app could run now, and if not, what keeps it from every host. */
export async function placeApp(app: AppRow, engine: Engine): Promise<Placement | undefined> {
  const spec = specOf(app);
  const others = await sumPlaced(app.environmentId, app.id);
  const own = app.instances.map((row) => sizeOf(specOf(app, row.versionNumber)));
  const reserved = { cpus: others.cpus + own.reduce((sum, { cpus }) => sum + cpus, 0), memBytes: others.mem * MIB + own.reduce((sum, { memBytes }) => sum + memBytes, 0) };
  const containers = new Set(app.instances.flatMap(({ containerId }) => (containerId ? [containerId] : [])));
  const hosts = hostsOf(engine, app.path, spec, containers, reserved);
  // A version that ran is pinned to its image, whatever its tag means now.
  const isPinned = app.versions.find(({ number }) => number === app.wantedVersion)?.imageId ?? null;
  const known = isPinned ? hosts.map((host) => ({ ...host, image: host.image === 'missing' && engine.inventory.images().some(({ id }) => id === isPinned) ? ('present' as const) : host.image })) : hosts;
  return hosts.length > 0 ? explainPlacement(askOf(spec), known) : undefined;
}

export function askOf(spec: AppSpec): Ask {
  const { constraints, image } = spec;
  return { ...sizeOf(spec), disk: spec.disk !== undefined, hostPorts: spec.ports.flatMap(({ hostPort }) => (hostPort ? [hostPort] : [])), constraints, image };
}
