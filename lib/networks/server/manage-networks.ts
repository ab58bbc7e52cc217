import type { z } from 'zod';
import { allEngines, engineById } from '@/lib/environments/server/engines';
import type { NetworkRow } from '@/lib/environments/contract';
import { matchesSearch, sortRows, type listQuery } from '@/lib/platform/model/list-query';
import type { createNetwork as contract } from '../contract';
import { networkErrors } from '../errors';

const SORT: Record<string, (row: NetworkRow) => string | number> = { name: (row) => row.name, driver: (row) => row.driver, created: (row) => row.createdAt, containers: (row) => row.containerCount };
/** Every engine comes with these and keeps them. */
export const PREDEFINED = ['bridge', 'host', 'none'];

export async function listNetworks(query: z.output<typeof listQuery>) {
  const found = allEngines()
    .filter((engine) => !query.environment || engine.id === query.environment)
    .flatMap((engine) => engine.inventory.networks())
    .filter((row) => matchesSearch(`${row.name} ${row.driver} ${row.subnets.map(({ subnet }) => subnet ?? '').join(' ')}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}

export async function createNetwork(environmentId: string, input: z.output<NonNullable<(typeof contract)['body']>>) {
  const engine = engineById(environmentId);
  if (engine.inventory.networks().some((row) => row.name === input.name)) throw networkErrors('name_taken', { name: input.name }, '$.name');
  const { subnet, gateway, ipRange } = input;
  const made = await engine.call((docker) =>
    docker.createNetwork({
      Name: input.name, Driver: input.driver, CheckDuplicate: true, Internal: input.internal, Attachable: input.attachable, Labels: input.labels,
      ...(input.parent && { Options: { parent: input.parent } }),
      ...(subnet && { IPAM: { Driver: 'default', Config: [{ Subnet: subnet, ...(gateway && { Gateway: gateway }), ...(ipRange && { IPRange: ipRange }) }] } }),
    }),
  );
  await engine.inventory.refresh('network');
  return { id: made.id };
}

export async function removeNetwork(environmentId: string, networkId: string): Promise<void> {
  const engine = engineById(environmentId);
  const row = engine.inventory.networks().find((one) => one.id === networkId || one.name === networkId);
  if (row && PREDEFINED.includes(row.name)) throw networkErrors('predefined', { name: row.name });
  const users = engine.inventory.containers().filter((container) => container.addresses.some(({ network }) => network === row?.name)).map(({ name }) => name);
  if (row && users.length > 0) throw networkErrors('in_use', { name: row.name, containers: users.slice(0, 5).join(', ') });
  await engine.call((docker) => docker.getNetwork(networkId).remove());
  await engine.inventory.refresh('network');
}
