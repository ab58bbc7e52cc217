import { z } from 'zod';
import { manyItems, manyResults, networkRow } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const oneNetwork = inEnvironment.extend({ networkId: z.string().min(1).max(255) });
const ROOT = '/api/v1/environments/[environmentId]/networks' as const;
const texts = z.record(z.string().min(1).max(255), z.string().max(4096));
/** Told in words by the use case, which names the field and what would be right. */
const address = z.string().trim().max(64).optional();

export const listNetworks = endpoint({ method: 'GET', path: '/api/v1/networks', summary: 'List networks of all environments', permission: 'network:view', on: 'somewhere', query: listQuery.extend({ use: z.enum(['used', 'unused']).optional() }), response: z.object({ items: z.array(networkRow), total: z.number() }) });
export const getNetwork = endpoint({
  method: 'GET', path: `${ROOT}/[networkId]`, summary: 'One network with the containers on it', permission: 'network:view', on: 'network', params: oneNetwork,
  response: networkRow.extend({ ipv6: z.boolean(), options: z.record(z.string(), z.string()), containers: z.array(z.object({ id: z.string(), name: z.string(), state: z.string(), ipv4: z.string(), ipv6: z.string(), mac: z.string() })) }),
});
export const createNetwork = endpoint({
  method: 'POST', path: ROOT, summary: 'Make a network', permission: 'network:manage', params: inEnvironment, status: 201,
  body: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/),
    driver: z.enum(['bridge', 'macvlan', 'ipvlan', 'overlay']).default('bridge'),
    /** Like 10.20.0.0/16; without one the engine chooses. */
    subnet: address, gateway: address, ipRange: address,
    /** A second, IPv6 subnet. */
    subnet6: address,
    /** The host's interface, for macvlan and ipvlan. */
    parent: z.string().max(15).optional(),
    internal: z.boolean().default(false), attachable: z.boolean().default(false), labels: texts.default({}), options: texts.default({}),
  }),
  response: z.object({ id: z.string() }),
});
export const removeNetworks = endpoint({ method: 'POST', path: '/api/v1/networks/remove', summary: 'Remove networks', permission: 'network:manage', body: z.strictObject({ items: manyItems }), response: manyResults });
export const pruneNetworksPreview = endpoint({ method: 'GET', path: `${ROOT}/prune`, summary: 'Which networks no container is on', permission: 'network:view', params: inEnvironment, response: z.object({ items: z.array(networkRow) }) });
