import acme from 'acme-client';
import { log } from '@/lib/platform/server/log';
import { seal, unseal } from '@/lib/platform/server/seal';
import { renewAt, waitMs } from '../../model/renewal';
import { insertCertificate, updateCertificate } from '../certificate.repo';
import { certificatesChanged, tellPages } from '../certificates-changed';
import { parseCertificate } from '../parse-certificate';
import { AcmeFailure } from './acme-failure';
import { changeHost, findDue, findHost, type HostRow } from './acme-host.repo';
import { findSettings, keepAccountKey, type SettingsRow } from './acme-settings.repo';
import { obtainCertificate, type AcmeServer } from './obtain-certificate';

/** At once, so that a server of others is not stormed. */
const MOST = 4;
/** A server's clock may be a little ahead of ours. */
const SKEW_MS = 5 * 60_000;

/** One pass: orders or renews what is due, and says of how many it noted what came of it. */
export async function orderDue(clock: () => Date = () => new Date()): Promise<number> {
  const due = await findDue(clock(), MOST);
  const noted = await Promise.all(due.map((row) => orderFor(row, clock).then(() => true, (error: unknown) => {
    log.error({ err: error, host: row.host }, 'a certificate was not ordered');
    return false;
  })));
  return noted.filter(Boolean).length;
}

async function orderFor(row: HostRow, clock: () => Date): Promise<void> {
  const now = clock();
  const settings = await findSettings(row.environmentId);
  if (!settings) {
    await changeHost(row, { ...(row.certificate === null && { status: 'waiting' as const }), reason: { code: 'certificates.acme_not_set_up', params: { environment: row.environment.name } }, nextTryAt: null });
    return tellPages();
  }
  // Counted before it is begun: a process that dies of it over and over stays below the server's limits all the same.
  const attempts = row.attempts + 1;
  const claimed = await changeHost(row, { attempts, triedAt: now, nextTryAt: new Date(now.getTime() + waitMs(attempts)) });
  if (!claimed) return;
  const mine = { ...row, attempts, rowVersion: row.rowVersion + 1 };
  try {
    const { chainPem, keyPem } = await obtainCertificate(await serverOf(settings), row.environmentId, row.host);
    await keep(mine, chainPem, keyPem, clock());
  } catch (error) {
    await noteFailure(mine, error, clock());
  }
  tellPages();
}

async function serverOf({ environmentId, directoryUrl, email, caPem, eabKeyId, eabSealed }: SettingsRow): Promise<AcmeServer> {
  const sealed = await keepAccountKey(environmentId, directoryUrl, async () => seal((await acme.crypto.createPrivateEcdsaKey('P-256')).toString()));
  return { directoryUrl, email, caPem, accountKey: unseal(sealed), eab: eabKeyId && eabSealed ? { kid: eabKeyId, hmacKey: unseal(eabSealed) } : null };
}

/** The certificate is kept also if its host is wanted no more: it was paid for with the server's limits, and may be wanted again. */
async function keep(row: HostRow, chainPem: string, keyPem: string, now: Date): Promise<void> {
  const { keyPem: key, ...parsed } = parseCertificate(chainPem, keyPem, new Date(now.getTime() + SKEW_MS));
  if (!parsed.names.includes(row.host)) throw new AcmeFailure({ code: 'certificates.acme_other', params: { host: row.host, detail: parsed.names.join(', ') } });
  const content = { ...parsed, keySealed: seal(key), createdBy: 'ACME' };
  const current = await findHost(row.id);
  const sameOwner = current?.certificate && current.certificate.groupPath === row.groupPath ? current.certificate.id : null;
  const saved = (sameOwner && (await updateCertificate(sameOwner, content))) || (await insertCertificate({ ...content, groupPath: row.groupPath, source: 'acme' }));
  await changeHost(row, { status: 'issued', reason: null, attempts: 0, certificateId: saved.id, nextTryAt: renewAt(saved) });
  log.info({ host: row.host, notAfter: saved.notAfter }, 'a certificate was issued');
  certificatesChanged();
}

async function noteFailure(row: HostRow, error: unknown, now: Date): Promise<void> {
  if (!(error instanceof AcmeFailure)) log.error({ err: error, host: row.host }, 'an ACME order failed');
  const reason = error instanceof AcmeFailure ? error.reason : { code: 'certificates.acme_other', params: { host: row.host, detail: (error as Error).name } };
  const wait = waitMs(row.attempts, { rateLimited: reason.code === 'certificates.acme_rate_limited', retryAfterMs: error instanceof AcmeFailure ? error.retryAfterMs : 0 });
  await changeHost(row, { status: 'failed', reason, nextTryAt: new Date(now.getTime() + wait) });
}
