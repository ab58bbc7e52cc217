import acme, { type Client } from 'acme-client';
import { log } from '@/lib/platform/server/log';
import { reasonOfProblem } from '../../model/acme-problem';
import { acmePorts } from '../acme-ports';
import { AcmeFailure } from './acme-failure';
import { withExchange, wordsOf, type AcmeExchange } from './acme-http';

/** Below the least wait between two tries, so that two never work on one host. */
const DEADLINE_MS = 100_000;
const BACKOFF = { backoffAttempts: 18, backoffMin: 250, backoffMax: 5_000 };

export interface AcmeServer {
  directoryUrl: string;
  email: string;
  caPem: string | null;
  eab: { kid: string; hmacKey: string } | null;
  accountKey: string;
}

/** One order from its beginning to its end, by HTTP-01. Killed at any line, the next one begins anew. */
export async function obtainCertificate(server: AcmeServer, environmentId: string, host: string): Promise<{ chainPem: string; keyPem: string }> {
  const exchange: AcmeExchange = { directoryUrl: server.directoryUrl, caPem: server.caPem };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AcmeFailure({ code: 'certificates.acme_timeout', params: { host, seconds: DEADLINE_MS / 1000 } })), DEADLINE_MS);
    timer.unref();
  });
  try {
    return await Promise.race([withExchange(exchange, () => order(server, environmentId, host)), deadline]);
  } catch (error) {
    throw failureOf(error, exchange, host);
  } finally {
    clearTimeout(timer);
  }
}

async function order(server: AcmeServer, environmentId: string, host: string) {
  const client = new acme.Client({ directoryUrl: server.directoryUrl, accountKey: server.accountKey, ...BACKOFF, ...(server.eab && { externalAccountBinding: server.eab }) });
  await client.createAccount({ termsOfServiceAgreed: true, contact: [`mailto:${server.email}`] });
  const placed = await client.createOrder({ identifiers: [{ type: 'dns', value: host }] });
  for (const authorization of await client.getAuthorizations(placed)) {
    if (authorization.status !== 'valid') await prove(client, authorization, environmentId, host);
  }
  const [keyPem, csr] = await acme.crypto.createCsr({ altNames: [host] }, await acme.crypto.createPrivateEcdsaKey('P-256'));
  const chainPem = await client.getCertificate(await client.finalizeOrder(placed, csr));
  return { chainPem, keyPem: keyPem.toString() };
}

async function prove(client: Client, { challenges }: acme.Authorization, environmentId: string, host: string): Promise<void> {
  const challenge = challenges.find(({ type }) => type === 'http-01');
  if (!challenge) throw new AcmeFailure({ code: 'certificates.acme_no_http', params: { host } });
  const answer = await client.getChallengeKeyAuthorization(challenge);
  await acmePorts().publish(environmentId, challenge.token, answer).catch((error: unknown) => {
    throw new AcmeFailure({ code: 'certificates.acme_proxy', params: { host, detail: wordsOf(error) } });
  });
  try {
    await client.completeChallenge(challenge);
    await client.waitForValidStatus(challenge);
  } finally {
    await acmePorts().withdraw(environmentId, challenge.token).catch((error: unknown) => log.warn({ err: error, host }, 'the answer to an ACME challenge was not taken back'));
  }
}

function failureOf(error: unknown, { problem, retryAfterMs, directoryUrl }: AcmeExchange, host: string): AcmeFailure {
  if (error instanceof AcmeFailure) return error;
  if (problem) return new AcmeFailure(reasonOfProblem(problem, host), retryAfterMs);
  return new AcmeFailure({ code: 'certificates.acme_unreachable', params: { server: new URL(directoryUrl).host, detail: wordsOf(error) } }, retryAfterMs);
}
