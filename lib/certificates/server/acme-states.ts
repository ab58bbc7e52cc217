import type { Scope } from '@/lib/access/model/scope';
import type { Located } from '@/lib/access/server/admit';
import { translateError } from '@/lib/access/server/problem';
import type { Locale } from '@/lib/messages';
import { AppError } from '@/lib/platform/errors';
import type { AcmeHostDto } from '../contract';
import { certificateErrors } from '../errors';
import type { AcmeReason } from '../model/acme-problem';
import { changeHost, findHost, findHosts, type HostRow } from './acme/acme-host.repo';
import { wakeAcme } from './acme/acme-wake';
import { tellPages } from './certificates-changed';
import { ownerOf, seesOf } from './manage-certificates';

export interface AcmeState {
  host: string;
  groupPath: string;
  status: AcmeHostDto['status'];
  reason: AcmeReason | null;
  attempts: number;
  /** Of an issued one: when it is renewed. */
  nextTryAt: Date | null;
  certificateId: string | null;
  notAfter: Date | null;
}
const REST_MS = 60_000;

/** How far each host of an environment is. */
export const acmeStates = async (environmentId: string): Promise<AcmeState[]> =>
  (await findHosts(environmentId)).map(({ host, groupPath, status, reason, attempts, nextTryAt, certificateId, certificate }) => ({
    host, groupPath, status: status as AcmeHostDto['status'], reason: reason as unknown as AcmeReason | null, attempts, nextTryAt, certificateId, notAfter: certificate?.notAfter ?? null,
  }));

export async function listAcmeHosts(scope: Scope, locale: Locale): Promise<{ items: AcmeHostDto[] }> {
  const rows = (await findHosts()).filter(({ groupPath }) => seesOf(scope, groupPath));
  return { items: await Promise.all(rows.map((row) => toDto(row, locale))) };
}

async function toDto(row: HostRow, locale: Locale): Promise<AcmeHostDto> {
  const reason = row.reason as unknown as AcmeReason | null;
  return {
    id: row.id, environmentId: row.environmentId, environment: row.environment.name, host: row.host, group: row.groupPath, status: row.status as AcmeHostDto['status'], attempts: row.attempts,
    reason: reason && (await translateError(new AppError(reason.code, 422, reason.params), locale)),
    triedAt: row.triedAt?.toISOString() ?? null, nextTryAt: row.nextTryAt?.toISOString() ?? null, notAfter: row.certificate?.notAfter.toISOString() ?? null,
  };
}

export const locateAcmeHost = async (id: string): Promise<readonly Located[]> => {
  const row = await findHost(id);
  return [row ? ownerOf(row.groupPath) : undefined];
};

/** Now, but not so often that the server's limits are used up by a finger. */
export async function retryAcmeHost(id: string, now = new Date()): Promise<{ host: string }> {
  const row = await findHost(id);
  if (!row) throw certificateErrors('not_found', { id });
  if (row.host.startsWith('*.')) throw certificateErrors('acme_wildcard', { host: row.host });
  if (row.status === 'issued' || (row.triedAt && now.getTime() - row.triedAt.getTime() < REST_MS)) throw certificateErrors('tried_just_now', { host: row.host });
  await changeHost(row, { nextTryAt: now });
  tellPages();
  wakeAcme();
  return { host: row.host };
}
