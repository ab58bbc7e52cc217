import { bestCertificate } from '@/lib/certificates/model/best-certificate';
import { certificatesFor, type ServedCertificate } from '@/lib/certificates/server/certificates-for';
import { wantAcme } from '@/lib/certificates/server/want-acme';
import { parentGroup } from '@/lib/groups/model/ancestors';
import { processState } from '@/lib/platform/server/process-state';
import type { HostCertificate } from '../model/haproxy-config';
import type { WantedProxy } from '../model/wanted';
import { isHttp } from '../spec';

/** Another process may have changed one; in this one it is told at once. */
const MOST_AGE_MS = 30_000;
const known = () => processState('proxy-certificates', (): { atMs: number; all: Promise<ServedCertificate[]> | null } => ({ atMs: 0, all: null }));

export function forgetCertificates(): void {
  known().all = null;
}

function readCertificates(): Promise<ServedCertificate[]> {
  const state = known();
  if (!state.all || Date.now() - state.atMs > MOST_AGE_MS) {
    Object.assign(state, { atMs: Date.now(), all: certificatesFor() });
    state.all!.catch(forgetCertificates);
  }
  return state.all!;
}

/** For each host that is to have TLS the best certificate that its app may show. */
export async function hostCertificates({ routes }: WantedProxy): Promise<HostCertificate[]> {
  const wanted = new Map(routes.flatMap(({ host, appPath, options }) => (host && isHttp(options) && options.tls !== 'off' ? [[host, appPath] as const] : [])));
  if (wanted.size === 0) return [];
  const certificates = await readCertificates();
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([host, appPath]) => {
    const best = bestCertificate(certificates, host, appPath);
    return best ? [{ host, pem: best.pem }] : [];
  });
}

/** Hosts are ordered once the proxy answers for them. */
export const orderCertificates = ({ environmentId, routes }: WantedProxy): Promise<void> =>
  wantAcme(environmentId, routes.flatMap(({ host, appPath, options }) => (host && options.acme && options.tls !== 'off' ? [{ host, groupPath: parentGroup(appPath) ?? '/' }] : [])));

/** What an ACME server is to be answered, by token. */
const challenges = () => processState('acme-challenges', () => new Map<string, Map<string, string>>());

export const challengesOf = (environmentId: string) => [...(challenges().get(environmentId) ?? [])].map(([token, answer]) => ({ token, answer }));

export function setChallenge(environmentId: string, token: string, answer: string | null): void {
  const own = challenges().get(environmentId) ?? new Map<string, string>();
  challenges().set(environmentId, own);
  // Both go into a line of the proxy's: whatever an ACME server thinks of, they are no more than a word.
  if (!/^[\w.-]{1,512}$/.test(token) || (answer !== null && !/^[\w.-]{1,1024}$/.test(answer))) return;
  if (answer === null) own.delete(token);
  else own.set(token, answer);
}
