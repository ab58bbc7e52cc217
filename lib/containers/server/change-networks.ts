import { containerErrors } from '../errors';
import { nameOf, type RawInspect } from '../model/inspect';
import { withPath } from './place-error';
import { type ContainerPlace, inspectAt } from './read-inspect';
import { refuseWhileReplaced } from './refuse-while-replaced';

export interface Joining {
  network: string;
  aliases: string[];
  ipv4Address?: string | undefined;
  ipv6Address?: string | undefined;
}

const endpointOf = (inspect: RawInspect, idOrName: string) =>
  Object.entries(inspect.NetworkSettings?.Networks ?? {}).find(([name, endpoint]) => name === idOrName || endpoint?.NetworkID === idOrName);

export async function joinNetwork(place: ContainerPlace, { network, aliases, ipv4Address, ipv6Address }: Joining): Promise<void> {
  const { engine, inspect } = await inspectAt(place);
  await refuseWhileReplaced(inspect.Id, nameOf(inspect));
  const known = engine.inventory.networks().find(({ id, name }) => id === network || name === network);
  if (!known) throw containerErrors('network_unknown', { network, engine: engine.name }, '$.network');
  if (endpointOf(inspect, known.name)) throw containerErrors('network_connected', { container: nameOf(inspect), network: known.name }, '$.network');
  const IPAMConfig = { ...(ipv4Address && { IPv4Address: ipv4Address }), ...(ipv6Address && { IPv6Address: ipv6Address }) };
  const wantsAddress = Object.keys(IPAMConfig).length > 0;
  const refused = (reason: string) => containerErrors('address_invalid', { address: ipv4Address ?? ipv6Address ?? '', network: known.name, reason }, ipv4Address ? '$.ipv4Address' : '$.ipv6Address');
  const placed = wantsAddress ? (error: { params: Record<string, string | number> }) => refused(String(error.params.reason ?? '')) : '$.network';
  await withPath({ 'environments.engine_bad_request': placed, 'environments.engine_refused': placed, 'environments.object_in_use': placed }, () =>
    engine.call((docker) =>
      docker.getNetwork(known.id).connect({ Container: inspect.Id, EndpointConfig: { ...(wantsAddress && { IPAMConfig }), ...(aliases.length > 0 && { Aliases: aliases }) } }),
    ),
  );
}

export async function leaveNetwork(place: ContainerPlace, networkId: string): Promise<{ network: string }> {
  const { engine, inspect } = await inspectAt(place);
  await refuseWhileReplaced(inspect.Id, nameOf(inspect));
  const endpoint = endpointOf(inspect, networkId);
  if (!endpoint) throw containerErrors('network_not_connected', { container: nameOf(inspect), network: networkId });
  const [name] = endpoint;
  await engine.call((docker) => docker.getNetwork(name).disconnect({ Container: inspect.Id }));
  return { network: name };
}
