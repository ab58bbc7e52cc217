import type { z } from 'zod';
import type { NetworkRow } from '@/lib/environments/contract';
import { actOnEach, type EachItem } from '@/lib/environments/server/act-on-each';
import type { Scope } from '@/lib/access/model/scope';
import { maySeeRow, seenBy, seesAll, shownRow } from '@/lib/environments/server/places';
import { allEngines, engineById } from '@/lib/environments/server/engines';
import { keptThings } from '@/lib/environments/server/kept-things';
import type { Engine } from '@/lib/environments/server/engine';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { createNetwork as createContract, listNetworks as listContract } from '../contract';
import { networkErrors } from '../errors';
import { isPredefined } from '../model/predefined';
import { contains, overlaps, parseAddress, parseSubnet, type Subnet } from '@/lib/environments/model/subnet';

type Input = z.output<NonNullable<(typeof createContract)['body']>>;

const SORT: Record<string, (row: NetworkRow) => string | number> = { name: (row) => row.name, driver: (row) => row.driver, created: (row) => row.createdAt, containers: (row) => row.containerCount };

export async function listNetworks(scope: Scope, query: z.output<NonNullable<(typeof listContract)['query']>>) {
  const maySee = seesAll(scope, 'network:view') ? undefined : seenBy(scope);
  const found = allEngines()
    .filter((engine) => !query.environment || engine.id === query.environment)
    .flatMap((engine) => engine.inventory.networks())
    .filter((row) => !maySee || maySeeRow(maySee, row.environmentId, 'network', row.id))
    .map((row) => (maySee ? shownRow(maySee, row.environmentId, 'network', row) : row))
    .filter((row) => !query.use || (row.containerCount > 0) === (query.use === 'used'))
    .filter((row) => matchesSearch(`${row.name} ${row.driver} ${row.subnets.map(({ subnet }) => subnet ?? '').join(' ')}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}

const rowOf = (engine: Engine, idOrName: string) => engine.inventory.networks().find((one) => one.id === idOrName || one.name === idOrName);

interface Endpoint { Name: string; MacAddress: string; IPv4Address: string; IPv6Address: string }

export async function getNetwork(environmentId: string, networkId: string) {
  const engine = engineById(environmentId);
  const found = await engine.call((docker) => docker.getNetwork(networkId).inspect());
  const row = rowOf(engine, found.Id);
  if (!row) throw networkErrors('not_found', { network: networkId, environment: engine.name });
  const containers = Object.entries((found.Containers ?? {}) as Record<string, Endpoint>).map(([id, one]) => ({
    id, name: one.Name, state: engine.inventory.container(id)?.state ?? '', ipv4: one.IPv4Address, ipv6: one.IPv6Address, mac: one.MacAddress,
  }));
  return { ...row, ipv6: found.EnableIPv6 ?? false, options: found.Options ?? {}, containers: containers.sort((a, b) => a.name.localeCompare(b.name)) };
}

export async function createNetwork(environmentId: string, input: Input) {
  const engine = engineById(environmentId);
  if (rowOf(engine, input.name)) throw networkErrors('name_taken', { name: input.name }, '$.name');
  checkAddresses(engine, input);
  if ((input.driver === 'macvlan' || input.driver === 'ipvlan') && !input.parent && !input.internal) throw networkErrors('parent_missing', { driver: input.driver }, '$.parent');
  if (input.driver === 'overlay' && !(await isSwarmManager(engine))) throw networkErrors('not_swarm', { engine: engine.name }, '$.driver');
  const { subnet, gateway, ipRange, subnet6, parent, options } = input;
  const config = [...(subnet ? [{ Subnet: subnet, ...(gateway && { Gateway: gateway }), ...(ipRange && { IPRange: ipRange }) }] : []), ...(subnet6 ? [{ Subnet: subnet6 }] : [])];
  const made = await engine.call((docker) =>
    docker.createNetwork({
      Name: input.name, Driver: input.driver, CheckDuplicate: true, Internal: input.internal, Attachable: input.attachable, Labels: input.labels, EnableIPv6: subnet6 !== undefined,
      Options: { ...options, ...(parent && { parent }) }, ...(config.length > 0 && { IPAM: { Driver: 'default', Config: config } }),
    }),
  );
  await engine.inventory.refresh('network');
  return { id: made.id };
}

const isSwarmManager = async (engine: Engine) => Boolean((await engine.call((docker) => docker.info())).Swarm?.ControlAvailable);

/** Engines half make a network before they refuse its addresses, in words that name no field. */
function checkAddresses(engine: Engine, { subnet, gateway, ipRange, subnet6 }: Input): void {
  if ((gateway || ipRange) && !subnet) throw networkErrors('subnet_missing', {}, '$.subnet');
  const read = (text: string, field: string): Subnet => {
    const parsed = parseSubnet(text);
    if (!parsed) throw networkErrors('bad_subnet', { text }, `$.${field}`);
    return parsed;
  };
  const own = subnet ? read(subnet, 'subnet') : undefined;
  if (own && gateway) {
    const address = parseAddress(gateway);
    if (!address) throw networkErrors('bad_address', { text: gateway }, '$.gateway');
    if (!contains(own, address)) throw networkErrors('outside_subnet', { text: gateway, subnet: subnet! }, '$.gateway');
  }
  if (own && ipRange && !contains(own, read(ipRange, 'ipRange'))) throw networkErrors('outside_subnet', { text: ipRange, subnet: subnet! }, '$.ipRange');
  for (const [text, field] of [[subnet, 'subnet'], [subnet6, 'subnet6']] as const) if (text) refuseOverlap(engine, text, read(text, field), field);
}

function refuseOverlap(engine: Engine, text: string, subnet: Subnet, field: string): void {
  for (const row of engine.inventory.networks()) {
    for (const other of row.subnets) {
      const theirs = other.subnet ? parseSubnet(other.subnet) : null;
      if (theirs && overlaps(subnet, theirs)) throw networkErrors('overlaps', { text, network: row.name, subnet: other.subnet! }, `$.${field}`);
    }
  }
}

export async function removeNetworks(items: readonly EachItem[]) {
  const outcomes = await actOnEach(items, (engine, id) => rowOf(engine, id)?.name, async (engine, id) => {
    const row = rowOf(engine, id);
    if (row && isPredefined(row.name)) throw networkErrors('predefined', { name: row.name });
    // Asked of the engine itself: the picture may be a moment older than a container that joined just now.
    const found = await engine.call((docker) => docker.getNetwork(id).inspect());
    const users = Object.values((found.Containers ?? {}) as Record<string, Endpoint>).map(({ Name }) => Name);
    if (users.length > 0) throw networkErrors('in_use', { name: found.Name, containers: users.slice(0, 5).join(', ') });
    const app = row && keptThings().network(engine.id, row.name);
    if (app) throw networkErrors('kept', { name: row.name, app });
    await engine.call((docker) => docker.getNetwork(id).remove());
  });
  await Promise.all([...new Set(items.map(({ environmentId }) => environmentId))].map((id) => engineById(id).inventory.refresh('network').catch(() => {})));
  return outcomes;
}

export async function prunePreview(environmentId: string) {
  return { items: engineById(environmentId).inventory.networks().filter((row) => row.containerCount === 0 && !isPredefined(row.name) && !keptThings().network(environmentId, row.name)) };
}
