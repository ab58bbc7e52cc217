import { ROLES } from './access/model/roles';
import { ENDPOINTS } from './endpoints';

/**
 * Who may do what: the one table, which the page shows and a test holds every route to. Before the bar: the least role on
 * a group that may do it there (`admin`: nobody but the admin), `everybody` with an account, or `public`. Behind it: what
 * the people of another tenant meet, whatever their role there: `hidden` (as if there were no such thing), `refused`,
 * `left out` (the list is without it), or the `same`, because it concerns nobody else's things.
 */
export const ACCESS: Readonly<Record<string, `${'public' | 'everybody' | 'viewer+' | 'operator+' | 'developer+' | 'lead+' | 'admin'} | ${'hidden' | 'refused' | 'left out' | 'same'}`>> = {
  // ---- access
  'GET /api/v1/identity-providers': 'admin | refused',
  'POST /api/v1/identity-providers': 'admin | refused',
  'PUT /api/v1/identity-providers/[id]': 'admin | refused',
  'DELETE /api/v1/identity-providers/[id]': 'admin | refused',
  'POST /api/v1/identity-providers/test': 'admin | refused',
  'POST /api/v1/links/accept': 'public | same',
  'POST /api/v1/links/describe': 'public | same',
  'GET /api/v1/me': 'everybody | same',
  'PATCH /api/v1/me': 'everybody | same',
  'POST /api/v1/me/passkeys': 'everybody | same',
  'PATCH /api/v1/me/passkeys/[id]': 'everybody | same',
  'POST /api/v1/me/passkeys/[id]/remove': 'everybody | same',
  'POST /api/v1/me/passkeys/begin': 'everybody | same',
  'PUT /api/v1/me/password': 'everybody | same',
  'GET /api/v1/me/second-factor': 'everybody | same',
  'POST /api/v1/me/second-factor/recovery-codes': 'everybody | same',
  'POST /api/v1/me/second-factor/totp': 'everybody | same',
  'POST /api/v1/me/second-factor/totp/confirm': 'everybody | same',
  'POST /api/v1/me/second-factor/totp/remove': 'everybody | same',
  'GET /api/v1/me/sessions': 'everybody | same',
  'DELETE /api/v1/me/sessions': 'everybody | same',
  'DELETE /api/v1/me/sessions/[id]': 'everybody | same',
  'GET /api/v1/openapi.json': 'everybody | same',
  'GET /api/v1/second-factor-policy': 'admin | refused',
  'PUT /api/v1/second-factor-policy': 'admin | refused',
  'POST /api/v1/sign-in/oidc': 'public | same',
  'GET /api/v1/sign-in/oidc/[id]/callback': 'public | same',
  'POST /api/v1/sign-in/passkey': 'public | same',
  'GET /api/v1/tokens': 'everybody | same',
  'POST /api/v1/tokens': 'everybody | same',
  'DELETE /api/v1/tokens/[id]': 'everybody | same',
  'GET /api/v1/users': 'admin | refused',
  'POST /api/v1/users': 'admin | refused',
  'PATCH /api/v1/users/[id]': 'admin | refused',
  'DELETE /api/v1/users/[id]': 'admin | refused',
  'POST /api/v1/users/[id]/reset': 'admin | refused',
  'DELETE /api/v1/users/[id]/second-factor': 'admin | refused',
  // ---- history
  'GET /api/v1/audit': 'lead+ | left out',
  'GET /api/v1/audit/export': 'lead+ | left out',
  'GET /api/v1/audit/verify': 'admin | refused',
  // ---- members
  'GET /api/v1/access': 'everybody | same',
  'GET /api/v1/access-matrix': 'everybody | same',
  'GET /api/v1/elevations': 'everybody | same',
  'POST /api/v1/elevations': 'everybody | same',
  'POST /api/v1/elevations/[id]/approve': 'lead+ | hidden',
  'POST /api/v1/elevations/[id]/end': 'everybody | same',
  'POST /api/v1/elevations/[id]/refuse': 'lead+ | hidden',
  'GET /api/v1/grants': 'lead+ | hidden',
  'POST /api/v1/grants': 'lead+ | hidden',
  'DELETE /api/v1/grants/[id]': 'lead+ | hidden',
  'GET /api/v1/roles': 'everybody | same',
  'POST /api/v1/roles': 'admin | refused',
  'PUT /api/v1/roles/[name]': 'admin | refused',
  'DELETE /api/v1/roles/[name]': 'admin | refused',
  'GET /api/v1/teams': 'admin | refused',
  'POST /api/v1/teams': 'admin | refused',
  'PUT /api/v1/teams/[id]': 'admin | refused',
  'DELETE /api/v1/teams/[id]': 'admin | refused',
  // ---- environments
  'GET /api/v1/disk-usage': 'admin | refused',
  'GET /api/v1/environments': 'viewer+ | left out',
  'POST /api/v1/environments': 'admin | refused',
  'GET /api/v1/environments/[environmentId]': 'admin | refused',
  'PUT /api/v1/environments/[environmentId]': 'admin | refused',
  'DELETE /api/v1/environments/[environmentId]': 'admin | refused',
  // ---- proxy
  'GET /api/v1/environments/[environmentId]/proxy': 'admin | refused',
  'PUT /api/v1/environments/[environmentId]/proxy': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/disk-usage': 'admin | refused',
  'POST /api/v1/environments/test': 'admin | refused',
  'GET /api/v1/events': 'viewer+ | left out',
  'GET /api/v1/stream': 'everybody | same',
  // ---- metrics
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/stats': 'viewer+ | hidden',
  'GET /api/v1/metrics': 'viewer+ | left out',
  // ---- logs
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/logs': 'operator+ | hidden',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/logs/download': 'operator+ | hidden',
  // ---- terminal
  'POST /api/v1/environments/[environmentId]/containers/[containerId]/terminal/tickets': 'developer+ | hidden',
  'GET /api/v1/recordings': 'lead+ | left out',
  'GET /api/v1/recordings/[id]': 'lead+ | hidden',
  // ---- containers
  'GET /api/v1/containers': 'viewer+ | left out',
  'POST /api/v1/containers/actions': 'operator+ | hidden',
  'GET /api/v1/containers/owned': 'viewer+ | left out',
  'POST /api/v1/environments/[environmentId]/containers': 'admin | refused',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]': 'viewer+ | hidden',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/changes': 'viewer+ | hidden',
  'POST /api/v1/environments/[environmentId]/containers/[containerId]/commit': 'admin | hidden',
  'POST /api/v1/environments/[environmentId]/containers/[containerId]/env/reveal': 'admin | hidden',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/inspect': 'viewer+ | hidden',
  'PATCH /api/v1/environments/[environmentId]/containers/[containerId]/limits': 'admin | hidden',
  'POST /api/v1/environments/[environmentId]/containers/[containerId]/networks': 'admin | hidden',
  'DELETE /api/v1/environments/[environmentId]/containers/[containerId]/networks/[networkId]': 'admin | hidden',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/processes': 'viewer+ | hidden',
  'POST /api/v1/environments/[environmentId]/containers/[containerId]/rename': 'admin | hidden',
  'POST /api/v1/environments/[environmentId]/containers/[containerId]/replace': 'admin | hidden',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/replacement': 'viewer+ | hidden',
  'GET /api/v1/environments/[environmentId]/containers/[containerId]/spec': 'admin | hidden',
  // ---- images
  'GET /api/v1/environments/[environmentId]/images/[imageId]': 'viewer+ | hidden',
  'POST /api/v1/environments/[environmentId]/images/[imageId]/tag': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/build': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/build-dockerfile': 'admin | refused',
  'GET /api/v1/environments/[environmentId]/images/export': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/import': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/load': 'admin | refused',
  'GET /api/v1/environments/[environmentId]/images/prune': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/prune': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/pull': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/push': 'admin | refused',
  'POST /api/v1/environments/[environmentId]/images/untag': 'admin | refused',
  'GET /api/v1/images': 'viewer+ | left out',
  'POST /api/v1/images/remove': 'admin | refused',
  // ---- volumes
  'POST /api/v1/environments/[environmentId]/volumes': 'admin | refused',
  'GET /api/v1/environments/[environmentId]/volumes/[name]': 'viewer+ | hidden',
  'GET /api/v1/environments/[environmentId]/volumes/prune': 'admin | refused',
  'GET /api/v1/volumes': 'viewer+ | left out',
  'POST /api/v1/volumes/remove': 'admin | refused',
  // ---- networks
  'POST /api/v1/environments/[environmentId]/networks': 'admin | refused',
  'GET /api/v1/environments/[environmentId]/networks/[networkId]': 'viewer+ | hidden',
  'GET /api/v1/environments/[environmentId]/networks/prune': 'admin | refused',
  'GET /api/v1/networks': 'viewer+ | left out',
  'POST /api/v1/networks/remove': 'admin | refused',
  // ---- registries
  'GET /api/v1/registries': 'viewer+ | left out',
  'POST /api/v1/registries': 'lead+ | hidden',
  'PUT /api/v1/registries/[id]': 'lead+ | hidden',
  'DELETE /api/v1/registries/[id]': 'lead+ | hidden',
  // ---- groups
  'GET /api/v1/group-settings': 'viewer+ | hidden',
  'PUT /api/v1/group-settings/secrets': 'developer+ | hidden',
  'DELETE /api/v1/group-settings/secrets': 'developer+ | hidden',
  'PUT /api/v1/group-settings/variables': 'developer+ | hidden',
  'DELETE /api/v1/group-settings/variables': 'developer+ | hidden',
  'GET /api/v1/policies': 'viewer+ | hidden',
  'PUT /api/v1/policies': 'admin | refused',
  'PUT /api/v1/quotas': 'lead+ | hidden',
  // ---- certificates
  'GET /api/v1/acme/hosts': 'developer+ | left out',
  'POST /api/v1/acme/hosts/[id]/retry': 'lead+ | hidden',
  'GET /api/v1/acme/settings': 'admin | refused',
  'GET /api/v1/certificates': 'developer+ | left out',
  'POST /api/v1/certificates': 'lead+ | hidden',
  'PUT /api/v1/certificates/[id]': 'lead+ | hidden',
  'DELETE /api/v1/certificates/[id]': 'lead+ | hidden',
  'PUT /api/v1/environments/[environmentId]/acme': 'admin | refused',
  'DELETE /api/v1/environments/[environmentId]/acme': 'admin | refused',
  // ---- apps
  'GET /api/v1/adoptions': 'admin | refused',
  'POST /api/v1/adoptions': 'admin | refused',
  'POST /api/v1/adoptions/preview': 'admin | refused',
  'GET /api/v1/apps': 'viewer+ | left out',
  'POST /api/v1/apps': 'developer+ | hidden',
  'GET /api/v1/apps/[appId]': 'viewer+ | hidden',
  'PUT /api/v1/apps/[appId]': 'developer+ | hidden',
  'DELETE /api/v1/apps/[appId]': 'developer+ | hidden',
  'GET /api/v1/apps/[appId]/access-log': 'operator+ | hidden',
  'PUT /api/v1/apps/[appId]/routes': 'developer+ | hidden',
  'GET /api/v1/routes': 'viewer+ | left out',
  'GET /api/v1/apps/[appId]/drift': 'viewer+ | hidden',
  'POST /api/v1/apps/[appId]/drift/accept': 'developer+ | hidden',
  'POST /api/v1/apps/[appId]/instances/[instanceId]/kill': 'operator+ | hidden',
  'GET /api/v1/apps/[appId]/instances/[instanceId]/log': 'operator+ | hidden',
  'POST /api/v1/apps/[appId]/instances/[instanceId]/restart': 'operator+ | hidden',
  'POST /api/v1/apps/[appId]/promote': 'developer+ | hidden',
  'POST /api/v1/apps/[appId]/restart': 'operator+ | hidden',
  'POST /api/v1/apps/[appId]/resume': 'operator+ | hidden',
  'POST /api/v1/apps/[appId]/retry': 'operator+ | hidden',
  'POST /api/v1/apps/[appId]/scale': 'operator+ | hidden',
  'POST /api/v1/apps/[appId]/suspend': 'operator+ | hidden',
  'GET /api/v1/apps/[appId]/versions/[number]': 'viewer+ | hidden',
  'PATCH /api/v1/apps/[appId]/versions/[number]': 'developer+ | hidden',
  'POST /api/v1/apps/[appId]/versions/[number]/deploy': 'developer+ | hidden',
  'POST /api/v1/apps/plan': 'developer+ | hidden',
  'POST /api/v1/apps/sample': 'developer+ | hidden',
  'GET /api/v1/deployments': 'viewer+ | left out',
  'GET /api/v1/deployments/[deploymentId]': 'viewer+ | hidden',
  'POST /api/v1/deployments/[deploymentId]/cancel': 'developer+ | hidden',
  'POST /api/v1/deployments/[deploymentId]/pause': 'developer+ | hidden',
  'POST /api/v1/deployments/[deploymentId]/promote': 'developer+ | hidden',
  'POST /api/v1/deployments/[deploymentId]/resume': 'developer+ | hidden',
  'POST /api/v1/deployments/[deploymentId]/roll-back': 'developer+ | hidden',
  'GET /api/v1/groups': 'viewer+ | left out',
  'POST /api/v1/groups': 'developer+ | hidden',
  'POST /api/v1/groups/delete': 'developer+ | hidden',
  'POST /api/v1/groups/deploy': 'developer+ | hidden',
  'POST /api/v1/groups/move': 'developer+ | hidden',
  'POST /api/v1/groups/restart': 'operator+ | hidden',
  'POST /api/v1/groups/resume': 'operator+ | hidden',
  'POST /api/v1/groups/scale': 'operator+ | hidden',
  'POST /api/v1/groups/suspend': 'operator+ | hidden',
  'GET /api/v1/promotions': 'viewer+ | left out',
  'POST /api/v1/promotions/[promotionId]/approve': 'developer+ | hidden',
  'POST /api/v1/promotions/[promotionId]/reject': 'developer+ | hidden',
  // ---- names
  'GET /api/v1/names': 'admin | refused',
  'PUT /api/v1/names/internal/[environmentId]': 'admin | refused',
  'POST /api/v1/names/publishers': 'admin | refused',
  'PUT /api/v1/names/publishers/[id]': 'admin | refused',
  'DELETE /api/v1/names/publishers/[id]': 'admin | refused',
  'POST /api/v1/names/publishers/test': 'admin | refused',
  // ---- tenants
  'PUT /api/v1/environments/[environmentId]/claims': 'admin | refused',
  'GET /api/v1/quota-requests': 'viewer+ | left out',
  'POST /api/v1/quota-requests': 'lead+ | hidden',
  'POST /api/v1/quota-requests/[id]/grant': 'lead+ | hidden',
  'POST /api/v1/quota-requests/[id]/refuse': 'lead+ | hidden',
  'GET /api/v1/quotas': 'viewer+ | hidden',
  'GET /api/v1/tenants': 'viewer+ | left out',
  // ---- ci
  'POST /api/v1/apps/[appId]/deployments': 'developer+ | hidden',
  'GET /api/v1/apps/[appId]/hook': 'viewer+ | hidden',
  'POST /api/v1/apps/[appId]/hook': 'developer+ | hidden',
  'DELETE /api/v1/apps/[appId]/hook': 'developer+ | hidden',
  'GET /api/v1/badges/[key]': 'public | same',
  'GET /api/v1/deployments/[deploymentId]/events': 'viewer+ | hidden',
  'POST /api/v1/hooks/deploy': 'public | same',
  // ---- imports
  'GET /api/v1/apps/[appId]/export': 'viewer+ | hidden',
  'POST /api/v1/imports/preview': 'developer+ | left out',
};

export type Other = 'hidden' | 'refused' | 'left out' | 'same';
/** From the one who may least to the one who may most. */
export const LADDER = ROLES.toReversed();

export function readCell(operation: string): { least: string; other: Other } {
  const [least, other] = (ACCESS[operation] ?? 'admin | refused').split(' | ') as [string, Other];
  return { least, other };
}

export function mayRole(least: string, role: string): boolean {
  if (least === 'public' || least === 'everybody') return true;
  return LADDER.indexOf(role as (typeof LADDER)[number]) >= LADDER.indexOf(least.replace('+', '') as (typeof LADDER)[number]);
}

export function accessMatrix() {
  const rows = ENDPOINTS.map(({ slice, endpoint }) => {
    const operation = `${endpoint.method} ${endpoint.path}`;
    const { least, other } = readCell(operation);
    const cells = Object.fromEntries(LADDER.map((role) => [role, mayRole(least, role) ? (other === 'same' || role === 'admin' ? ('yes' as const) : ('own' as const)) : ('no' as const)]));
    return { operation, slice, summary: endpoint.summary, permission: endpoint.permission, cells, other };
  });
  return { roles: [...LADDER], rows };
}
