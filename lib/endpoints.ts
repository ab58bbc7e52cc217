import * as access from './access/contract';
import * as apps from './apps/contract';
import * as certificates from './certificates/contract';
import * as ci from './ci/contract';
import * as containers from './containers/contract';
import * as environments from './environments/contract';
import * as groups from './groups/contract';
import * as history from './history/contract';
import * as images from './images/contract';
import * as imports from './imports/contract';
import * as logs from './logs/contract';
import * as members from './members/contract';
import * as metrics from './metrics/contract';
import * as names from './names/contract';
import * as networks from './networks/contract';
import type { Endpoint } from './platform/endpoint';
import * as proxy from './proxy/contract';
import * as registries from './registries/contract';
import * as routes from './routes/contract';
import * as tenants from './tenants/contract';
import * as terminal from './terminal/contract';
import * as volumes from './volumes/contract';

/** Every slice's contract; a test finds one that is missing here, and a route that none of them declares. */
const CONTRACTS: Record<string, object> = { access, history, members, environments, metrics, logs, terminal, containers, images, volumes, networks, registries, groups, certificates, proxy, apps, names, routes, tenants, ci, imports };

export interface NamedEndpoint {
  slice: string;
  /** The name of the export, which is the operation's id. */
  name: string;
  endpoint: Endpoint;
}

export const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'permission' in value && 'summary' in value;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const byPathAndMethod = (a: NamedEndpoint, b: NamedEndpoint) =>
  a.endpoint.path < b.endpoint.path ? -1 : a.endpoint.path > b.endpoint.path ? 1 : METHODS.indexOf(a.endpoint.method) - METHODS.indexOf(b.endpoint.method);

export const ENDPOINTS: readonly NamedEndpoint[] = Object.entries(CONTRACTS).flatMap(([slice, contract]) =>
  Object.entries(contract)
    .flatMap(([name, endpoint]) => (isEndpoint(endpoint) ? [{ slice, name, endpoint }] : []))
    .sort(byPathAndMethod),
);
