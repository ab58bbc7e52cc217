import { contains, parseAddress, parseSubnet } from '@/lib/environments/model/subnet';
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
  // Some engines record the network even when they refuse the address, so what can be known is checked first.
  const subnets = known.subnets.map(({ subnet }) => subnet).filter((subnet) => subnet !== undefined);
  const asked = ipv4Address ? parseAddress(ipv4Address) : null;
  if (ipv4Address && !subnets.map(parseSubnet).some((subnet) => subnet && asked && contains(subnet, asked))) {
    throw containerErrors('address_outside', { address: ipv4Address, network: known.name, subnets: subnets.join(', ') || '—' }, '$.ipv4Address');
  }
  const refused = (error: { params: Record<string, string | number> }) =>
    wantsAddress
      ? containerErrors('address_invalid', { address: ipv4Address ?? ipv6Address ?? '', network: known.name, reason: String(error.params.reason ?? '') }, ipv4Address ? '$.ipv4Address' : '$.ipv6Address')
      : containerErrors('network_refused', { network: known.name, reason: String(error.params.reason ?? '') }, '$.network');
  await withPath({ 'environments.engine_bad_request': refused, 'environments.engine_refused': refused, 'environments.object_in_use': refused }, async () => {
    try {
      await engine.call((docker) =>
        docker.getNetwork(known.id).connect({ Container: inspect.Id, EndpointConfig: { ...(wantsAddress && { IPAMConfig }), ...(aliases.length > 0 && { Aliases: aliases }) } }),
      );
    } catch (error) {
      await engine.call((docker) => docker.getNetwork(known.id).disconnect({ Container: inspect.Id, Force: true })).catch(() => {});
      throw error;
    }
  });
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
