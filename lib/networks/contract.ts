import { z } from 'zod';
import { networkRow } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';

const inEnvironment = z.strictObject({ environmentId: z.uuid() });
const custom = (code: string) => ({ code: 'custom' as const, message: code, params: { code: `networks.${code}`, params: {} } });

export const listNetworks = endpoint({ method: 'GET', path: '/api/v1/networks', summary: 'List networks of all environments', permission: 'network:view', query: listQuery, response: z.object({ items: z.array(networkRow), total: z.number() }) });
export const createNetwork = endpoint({
  method: 'POST', path: '/api/v1/environments/[environmentId]/networks', summary: 'Make a network', permission: 'network:manage', params: inEnvironment, status: 201,
  body: z
    .strictObject({
      name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/),
      driver: z.enum(['bridge', 'macvlan', 'ipvlan', 'overlay']).default('bridge'),
      subnet: z.union([z.cidrv4(), z.cidrv6()]).optional(), gateway: z.union([z.ipv4(), z.ipv6()]).optional(), ipRange: z.union([z.cidrv4(), z.cidrv6()]).optional(),
      /** The host's interface, for macvlan and ipvlan. */
      parent: z.string().max(15).optional(),
      internal: z.boolean().default(false), attachable: z.boolean().default(false), labels: z.record(z.string(), z.string()).default({}),
    })
    .superRefine((network, ctx) => {
      if ((network.gateway || network.ipRange) && !network.subnet) ctx.addIssue({ ...custom('subnet_missing'), path: ['subnet'] });
    }),
  response: z.object({ id: z.string() }),
});
export const removeNetwork = endpoint({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/networks/[networkId]', summary: 'Remove a network', permission: 'network:manage', params: inEnvironment.extend({ networkId: z.string().min(1).max(255) }), status: 204 });
