import type { z } from 'zod';
import { allEngines, engineById } from '@/lib/environments/server/engines';
import type { VolumeRow } from '@/lib/environments/contract';
import { matchesSearch, sortRows, type listQuery } from '@/lib/platform/model/list-query';
import type { createVolume as contract } from '../contract';
import { volumeErrors } from '../errors';

const SORT: Record<string, (row: VolumeRow) => string | number> = { name: (row) => row.name, driver: (row) => row.driver, created: (row) => row.createdAt ?? '', used: (row) => row.usedBy.length };

export async function listVolumes(query: z.output<typeof listQuery>) {
  const found = allEngines()
    .filter((engine) => !query.environment || engine.id === query.environment)
    .flatMap((engine) => engine.inventory.volumes())
    .filter((row) => matchesSearch(`${row.name} ${row.driver} ${row.usedBy.join(' ')}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}

/** Docker answers a second create of a name with the volume that is there; that would hide a mistake. */
export async function createVolume(environmentId: string, input: z.output<NonNullable<(typeof contract)['body']>>) {
  const engine = engineById(environmentId);
  if (engine.inventory.volumes().some((row) => row.name === input.name)) throw volumeErrors('name_taken', { name: input.name }, '$.name');
  await engine.call((docker) => docker.createVolume({ Name: input.name, Driver: input.driver, DriverOpts: input.driverOptions, Labels: input.labels }));
  await engine.inventory.refresh('volume');
  return { name: input.name };
}

export async function removeVolume(environmentId: string, name: string): Promise<void> {
  const engine = engineById(environmentId);
  const users = engine.inventory.volumes().find((row) => row.name === name)?.usedBy ?? [];
  if (users.length > 0) throw volumeErrors('in_use', { name, containers: users.slice(0, 5).join(', ') });
  await engine.call((docker) => docker.getVolume(name).remove());
  await engine.inventory.refresh('volume');
}
