import type { Prisma } from '@/prisma/generated/client';
import { tenantOf } from '@/lib/access/model/paths';
import { db } from '@/lib/platform/server/db';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import { appErrors } from '../errors';
import { overlappingHosts } from '../model/route-hosts';
import { routesOf } from '../model/routing';
import { appSpec, type AppSpec } from '../spec';

interface Claimant {
  id: string;
  path: string;
  environmentId: string;
  environmentName: string;
}

/**
 * Takes what the routes of a spec name, within the caller's transaction; what the app had and `keep` does not name is
 * given back. Throws who has it already, as far as the caller's tenant may know.
 */
export async function claimRoutes(tx: Prisma.TransactionClient, app: Claimant, spec: AppSpec, keep: readonly AppSpec[]): Promise<void> {
  const settings = proxySettingsOf(app.environmentId);
  const wanted = routesOf(app.path, spec, settings);
  const kept = new Set([...wanted, ...keep.flatMap((one) => routesOf(app.path, one, settings))].map(({ key }) => key));
  await tx.routeClaim.deleteMany({ where: { appId: app.id, key: { notIn: [...kept] } } });
  if (wanted.length === 0) return;
  // Two who ask for one host at the same moment: the second sees what the first was given.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('route claims'))`;
  await refuseTaken(tx, app, spec);
  await tx.routeClaim.createMany({ data: wanted.map(({ key, host }) => ({ environmentId: app.environmentId, key, host: host ?? '', appId: app.id })), skipDuplicates: true });
}

/** Names the first route of a spec that somebody else has. For a plan, too, which takes nothing. */
export async function refuseTaken(tx: Pick<Prisma.TransactionClient, 'routeClaim'>, app: Omit<Claimant, 'id'> & { id: string | null }, spec: AppSpec): Promise<void> {
  const wanted = routesOf(app.path, spec, proxySettingsOf(app.environmentId));
  if (wanted.length === 0) return;
  const hosts = [...new Set(wanted.flatMap(({ host }) => (host ? [host] : [])))];
  const others = await tx.routeClaim.findMany({ where: { ...(app.id && { appId: { not: app.id } }), OR: [{ environmentId: app.environmentId, key: { in: wanted.map(({ key }) => key) } }, ...overlappingHosts(hosts)] }, select: { key: true, host: true, environmentId: true, app: { select: { path: true } } } });
  const tenant = tenantOf(app.path);
  for (const { key, host, route } of wanted) {
    const at = `$.spec.routes[${Math.max(0, spec.routes.indexOf(route))}]`;
    const same = others.find((one) => one.key === key && one.environmentId === app.environmentId);
    if (same && host === null) throw appErrors('route_port_taken', { port: Number(key.slice(1)), environment: app.environmentName }, `${at}.listenPort`);
    const foreign = host && others.find((one) => tenantOf(one.app.path) !== tenant && isOverlap(one.host, host));
    if (foreign) throw appErrors('route_host_taken', { host, environment: app.environmentName }, `${at}.host`);
    if (same) throw appErrors('route_taken', { route: key.replace(/\/$/, '') || '/', app: same.app.path, environment: app.environmentName }, `${at}.${spec.routes.length > 0 && route.path !== '/' ? 'path' : 'host'}`);
  }
}

const wildcardOf = (host: string) => `*.${host.split('.').slice(1).join('.')}`;
const isOverlap = (one: string, other: string) => one === other || wildcardOf(one) === other || wildcardOf(other) === one;

/** A deployment is over: only what is wanted now is still taken. */
export async function settleClaims(tx: Prisma.TransactionClient, appId: string): Promise<void> {
  if ((await tx.routeClaim.count({ where: { appId } })) === 0) return;
  const app = await tx.app.findUniqueOrThrow({ where: { id: appId }, select: { path: true, environmentId: true, wantedVersion: true, destroyedAt: true } });
  const version = await tx.appVersion.findUniqueOrThrow({ where: { appId_number: { appId, number: app.wantedVersion } }, select: { spec: true } });
  const keys = app.destroyedAt ? [] : routesOf(app.path, appSpec.parse(version.spec), proxySettingsOf(app.environmentId)).map(({ key }) => key);
  await tx.routeClaim.deleteMany({ where: { appId, key: { notIn: keys } } });
}

export const renewClaims = (app: Claimant, spec: AppSpec) => db().$transaction((tx) => claimRoutes(tx, app, spec, []));

/** Of an app that was destroyed. */
export const dropClaims = (appId: string) => db().routeClaim.deleteMany({ where: { appId } });

export const refuseTakenRoutes = (app: Parameters<typeof refuseTaken>[1], spec: AppSpec) => refuseTaken(db(), app, spec);
