import { renewAt } from '../model/renewal';
import { findIssued } from './certificate.repo';
import { tellPages } from './certificates-changed';
import { changeHost, findHosts, insertHosts, removeHosts } from './acme/acme-host.repo';
import { wakeAcme } from './acme/acme-wake';

interface Wanted {
  host: string;
  groupPath: string;
}

/**
 * All hosts of an environment that want a certificate by ACME; those left out are wanted no more. Called as often as one
 * likes: it writes only what differs. What was got earlier for a host and its group is used again.
 */
export async function wantAcme(environmentId: string, hosts: readonly Wanted[], now = new Date()): Promise<void> {
  const wanted = new Map<string, string>();
  for (const { host, groupPath } of hosts) if (!wanted.has(host.toLowerCase())) wanted.set(host.toLowerCase(), groupPath);
  const known = await findHosts(environmentId);
  const gone = known.filter(({ host }) => !wanted.has(host));
  const moved = known.filter(({ host, groupPath }) => wanted.has(host) && wanted.get(host) !== groupPath);
  const names = new Set(known.map(({ host }) => host));
  const fresh = [...wanted].filter(([host]) => !names.has(host));
  if (gone.length + moved.length + fresh.length === 0) return;
  if (gone.length > 0) await removeHosts(gone.map(({ id }) => id));
  for (const row of moved) await changeHost(row, { groupPath: wanted.get(row.host)!, attempts: 0, ...(await beginning(row.host, wanted.get(row.host)!, now)) });
  const rows = await Promise.all(fresh.map(async ([host, groupPath]) => ({ environmentId, host, groupPath, ...(await beginning(host, groupPath, now)) })));
  if (rows.length > 0) await insertHosts(rows).catch(ignoreIfGone);
  tellPages();
  wakeAcme();
}

async function beginning(host: string, groupPath: string, now: Date) {
  // HTTP-01 proves one name; who wants a wildcard brings a certificate.
  if (host.startsWith('*.')) return { status: 'failed' as const, reason: { code: 'certificates.acme_wildcard', params: { host } }, certificateId: null, nextTryAt: null };
  const issued = await findIssued(host, groupPath, now);
  return { status: issued ? ('issued' as const) : ('waiting' as const), reason: null, certificateId: issued?.id ?? null, nextTryAt: issued ? renewAt(issued) : now };
}

/** The environment was removed meanwhile. */
function ignoreIfGone(error: unknown): void {
  if ((error as { code?: string }).code !== 'P2003') throw error;
}
