import type { AppEndpoints } from '@/lib/apps/server/list-endpoints';
import { networkOf } from '@/lib/apps/server/tenant-network';
import { tenantOf } from '@/lib/access/model/paths';
import type { NetworkRow } from '@/lib/environments/contract';
import type { Engine } from '@/lib/environments/server/engine';
import { allEngines } from '@/lib/environments/server/engines';
import { AppError, isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { listEndpoints } from '@/lib/apps/server/list-endpoints';
import { nameFilesOf, type NameFiles } from '../model/names-server';
import { isInternalOn, findInternalNames } from './internal-names.repo';
import { ensureServer, findServers, gatewayOf, prove, removeServer, writeNames } from './names-server.adapter';

const TENANT = 'gantry.tenant';
const RETRY_MS = 30_000;
const NOTHING: NameFiles = nameFilesOf([]);

interface Failure {
  error: AppError;
  retryAt: number;
}
const failures = () => processState('names-server-failures', () => new Map<string, Failure>());
const keyOf = (engine: Engine, tenant: string) => `${engine.id} ${tenant}`;
/** What keeps a tenant without names, for the page. */
export const failureOf = (engine: Engine, tenant: string) => failures().get(keyOf(engine, tenant))?.error ?? null;

/** The bridges of tenants, by tenant; a network that only bears the name is not one. */
export const tenantNetworks = (engine: Engine): Map<string, NetworkRow> =>
  new Map(engine.inventory.networks().filter(({ labels, name, driver }) => labels[TENANT] && driver === 'bridge' && name === networkOf(labels[TENANT])).map((row) => [row.labels[TENANT]!, row]));
export const hasTenantNetworks = () => allEngines().some((engine) => tenantNetworks(engine).size > 0 || findServers(engine).size > 0);

function filesFor(engine: Engine, tenant: string, apps: readonly AppEndpoints[]): NameFiles {
  const own = apps.filter(({ environmentId, path }) => environmentId === engine.id && path.startsWith(`${tenant}/`));
  const network = networkOf(tenant);
  return nameFilesOf(own.map(({ path, instances }) => ({ path, addresses: instances.flatMap((one) => (one.ready && one.network === network && one.address ? [one.address] : [])) })));
}

/** Every tenant's server is there and answers what is so now; those whose network is gone go too. */
export async function tendServers(apps: readonly AppEndpoints[], lookAgain: () => void): Promise<void> {
  const said = await findInternalNames();
  await Promise.all(allEngines().filter((engine) => engine.status().kind === 'up').map(async (engine) => {
    const networks = tenantNetworks(engine);
    const servers = findServers(engine);
    const isOn = isInternalOn(said, engine.id);
    await Promise.all([...networks].map(([tenant, network]) => oneAtATime(keyOf(engine, tenant), lookAgain, () => trying(engine, tenant, async () => {
      // Switched off, one that containers were told to ask goes on asking the host's servers for them.
      if (!isOn && !servers.has(tenant)) return;
      const files = isOn ? filesFor(engine, tenant, apps) : NOTHING;
      const id = await ensureServer(engine, tenant, network, files);
      await writeNames(engine, id, files);
      await prove(engine, tenant, network, id);
    }))));
    await Promise.all([...servers.keys()].filter((tenant) => !networks.has(tenant)).map((tenant) => trying(engine, tenant, () => removeServer(engine, tenant))));
  }));
}

const tending = () => processState('names-tending', () => ({ busy: new Set<string>(), again: new Set<string>() }));

/** What was read earlier must not be written later: who comes meanwhile has it looked at anew. */
async function oneAtATime(key: string, lookAgain: () => void, work: () => Promise<unknown>): Promise<void> {
  const { busy, again } = tending();
  if (busy.has(key)) return void again.add(key);
  busy.add(key);
  try {
    await work();
  } finally {
    busy.delete(key);
    if (again.delete(key)) lookAgain();
  }
}

async function trying(engine: Engine, tenant: string, work: () => Promise<void>): Promise<boolean> {
  const key = keyOf(engine, tenant);
  const before = failures().get(key);
  if (before && Date.now() < before.retryAt) return false;
  try {
    await work();
    failures().delete(key);
    return true;
  } catch (error) {
    if (!isAppError(error)) log.error({ err: error, tenant }, 'the names of a tenant were not tended');
    failures().set(key, { error: isAppError(error) ? error : new AppError('platform.internal', 500, { reference: tenant }), retryAt: isAppError(error) && error.code === 'names.internal_blocked' ? 0 : Date.now() + RETRY_MS });
    return false;
  }
}

/** For new containers. Without names an app runs all the same: a failure is the page's to tell. */
export async function serversFor(engine: Engine, path: string, network: string): Promise<string[]> {
  const tenant = tenantOf(path);
  const row = tenantNetworks(engine).get(tenant);
  const gateway = row && gatewayOf(row);
  if (network !== networkOf(tenant) || !row || !gateway || !isInternalOn(await findInternalNames(), engine.id)) return [];
  const there = await trying(engine, tenant, async () => {
    await prove(engine, tenant, row, await ensureServer(engine, tenant, row, filesFor(engine, tenant, await listEndpoints())));
  });
  // No second one beside it: an engine asks the next also where the first says that there is no such name.
  return there ? [gateway] : [];
}
