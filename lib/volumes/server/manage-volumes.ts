import type { z } from 'zod';
import { actOnEach, type EachItem } from '@/lib/environments/server/act-on-each';
import type { Scope } from '@/lib/access/model/scope';
import { maySeeRow, seenBy, seesAll, shownRow } from '@/lib/environments/server/places';
import { allEngines, engineById } from '@/lib/environments/server/engines';
import { keptThings } from '@/lib/environments/server/kept-things';
import type { Engine } from '@/lib/environments/server/engine';
import type { VolumeRow } from '@/lib/environments/contract';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { createVolume as createContract, listVolumes as listContract } from '../contract';
import { volumeErrors } from '../errors';

const SORT: Record<string, (row: VolumeRow) => string | number> = { name: (row) => row.name, driver: (row) => row.driver, created: (row) => row.createdAt ?? '', used: (row) => row.usedBy.length };
/** The engine walks the files of every volume for this. */
const DF_MS = 120_000;
/** Names that the engine gave by itself: nobody asked to keep them. */
const ANONYMOUS = /^[0-9a-f]{64}$/;

export async function listVolumes(scope: Scope, query: z.output<NonNullable<(typeof listContract)['query']>>) {
  const maySee = seesAll(scope, 'volume:view') ? undefined : seenBy(scope);
  const found = allEngines()
    .filter((engine) => !query.environment || engine.id === query.environment)
    .flatMap((engine) => engine.inventory.volumes())
    .filter((row) => !maySee || maySeeRow(maySee, row.environmentId, 'volume', row.name))
    .map((row) => (maySee ? shownRow(maySee, row.environmentId, 'volume', row) : row))
    .filter((row) => !query.use || (row.usedBy.length > 0) === (query.use === 'used'))
    .filter((row) => matchesSearch(`${row.name} ${row.driver} ${row.usedBy.join(' ')}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}

const rowOf = (engine: Engine, name: string) => engine.inventory.volumes().find((row) => row.name === name);

export async function getVolume(environmentId: string, name: string) {
  const engine = engineById(environmentId);
  const [found, sizes] = await Promise.all([engine.call((docker) => docker.getVolume(name).inspect()), readSizes(engine).catch(() => new Map<string, number>())]);
  const row = rowOf(engine, name) ?? { name, environmentId, driver: found.Driver, mountpoint: found.Mountpoint, createdAt: null, labels: found.Labels ?? {}, usedBy: [] };
  const containers = engine.inventory.containers().flatMap((one) => one.mounts.filter((mount) => mount.type === 'volume' && mount.name === name).map(({ destination, readOnly }) => ({ id: one.id, name: one.name, state: one.state, destination, readOnly })));
  return { ...row, scope: found.Scope, options: found.Options ?? {}, sizeBytes: sizes.get(name) ?? null, containers };
}

async function readSizes(engine: Engine): Promise<Map<string, number>> {
  const { Volumes } = (await engine.call((docker) => docker.df(), { timeoutMs: DF_MS })) as { Volumes: { Name: string; UsageData?: { Size: number } }[] | null };
  return new Map((Volumes ?? []).flatMap(({ Name, UsageData }) => (UsageData && UsageData.Size >= 0 ? [[Name, UsageData.Size] as const] : [])));
}

/** Docker answers a second create of a name with the volume that is there; that would hide a mistake. */
export async function createVolume(environmentId: string, input: z.output<NonNullable<(typeof createContract)['body']>>) {
  const engine = engineById(environmentId);
  if (rowOf(engine, input.name)) throw volumeErrors('name_taken', { name: input.name }, '$.name');
  await engine.call((docker) => docker.createVolume({ Name: input.name, Driver: input.driver, DriverOpts: input.driverOptions, Labels: input.labels }));
  await engine.inventory.refresh('volume');
  return { name: input.name };
}

export async function removeVolumes(items: readonly EachItem[]) {
  const outcomes = await actOnEach(items, (_engine, name) => name, async (engine, name) => {
    const users = rowOf(engine, name)?.usedBy ?? [];
    if (users.length > 0) throw volumeErrors('in_use', { name, containers: users.slice(0, 5).join(', ') });
    const app = keptThings().volume(engine.id, name);
    if (app) throw volumeErrors('kept', { name, app });
    await engine.call((docker) => docker.getVolume(name).remove());
  });
  await Promise.all([...new Set(items.map(({ environmentId }) => environmentId))].map((id) => engineById(id).inventory.refresh('volume').catch(() => {})));
  return outcomes;
}

/** No container, running or not, mounts them. Without `all` only those that nobody named. */
export async function prunePreview(environmentId: string, all = false) {
  const engine = engineById(environmentId);
  const items = engine.inventory.volumes().filter((row) => row.usedBy.length === 0 && (all || ANONYMOUS.test(row.name)) && !keptThings().volume(engine.id, row.name));
  const sizes = items.length > 0 ? await readSizes(engine) : new Map<string, number>();
  return { items, freesBytes: items.reduce((sum, { name }) => sum + (sizes.get(name) ?? 0), 0) };
}
