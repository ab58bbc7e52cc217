import { tenantOf } from '@/lib/access/model/paths';
import { isHttp } from '@/lib/proxy/spec';
import type { Policy } from '@/lib/groups/model/policy';
import type { AppSpec } from '../spec';

/** What in the store could stand for the same traffic as one of these hosts: itself, its wildcard, what it is the wildcard of. */
export const overlappingHosts = (hosts: readonly string[]): { host: string | { endsWith: string } }[] =>
  hosts.flatMap((host) => [{ host }, host.startsWith('*.') ? { host: { endsWith: host.slice(1) } } : { host: `*.${host.split('.').slice(1).join('.')}` }]);

export interface RefusedHost {
  code: 'route_needs_domain' | 'route_wildcard_outside' | 'route_host_reserved' | 'route_port_closed';
  at: string;
  params: Record<string, string | number>;
}

interface Facts {
  path: string;
  environment: string;
  domain: string | null;
  isAdmin: boolean;
  policy: Pick<Policy, 'hostPorts'>;
  /** Other tenants that there are, as `/name`. */
  isOtherTenant: (tenant: string) => boolean;
}

/**
 * The first host or port that a spec must not have. Below the environment's domain each tenant has the names under its
 * own, and those of one label that are no tenant's; wildcards are open only there.
 */
export function refusedHost({ routes }: Pick<AppSpec, 'routes'>, { path, environment, domain, isAdmin, policy, isOtherTenant }: Facts): RefusedHost | undefined {
  const tenant = tenantOf(path);
  for (const [index, route] of routes.entries()) {
    const at = `$.spec.routes[${index}]`;
    if (!isHttp(route)) {
      const open = isAdmin || (policy.hostPorts && route.listenPort! >= policy.hostPorts.from && route.listenPort! <= policy.hostPorts.to);
      if (!open) return { code: 'route_port_closed', at: `${at}.listenPort`, params: { port: route.listenPort! } };
      continue;
    }
    if (route.host === undefined) {
      if (!domain) return { code: 'route_needs_domain', at: `${at}.host`, params: { environment } };
      continue;
    }
    const inside = domain !== null && route.host.endsWith(`.${domain}`) ? route.host.slice(0, -domain.length - 1).split('.') : null;
    const isWild = route.host.startsWith('*.');
    if (isWild && (!inside || (inside.length === 1 && !isAdmin))) return { code: 'route_wildcard_outside', at: `${at}.host`, params: { host: route.host, environment, domain: inside ? `${tenant.slice(1)}.${domain}` : (domain ?? '—') } };
    if (!inside || isAdmin) continue;
    const owner = `/${inside.at(-1)}`;
    if (owner !== tenant && (inside.length > 1 || isOtherTenant(owner))) return { code: 'route_host_reserved', at: `${at}.host`, params: { host: route.host, tenant: owner, domain: domain! } };
  }
  return undefined;
}
