import { AsyncLocalStorage } from 'node:async_hooks';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import acme from 'acme-client';
import { guardedLookup, refuseHost } from '@/lib/access/server/oidc/guarded-address';
import { isAppError } from '@/lib/platform/errors';
import { processState } from '@/lib/platform/server/process-state';
import { readBounded } from '@/lib/platform/server/read-bounded';
import { plain } from '../../model/acme-problem';

const TIMEOUT_MS = 20_000;
const MOST_BYTES = 1024 * 1024;

export interface AcmeExchange {
  directoryUrl: string;
  caPem: string | null;
  /** Of the last answer, if it said that something is wrong. */
  problem?: { type?: unknown; detail?: unknown };
  retryAfterMs?: number;
}
const exchanges = () => processState('acme-exchanges', () => new AsyncLocalStorage<AcmeExchange>());

/** Runs a piece of work whose ACME requests trust what this exchange trusts; notes what the server answers. */
export function withExchange<T>(exchange: AcmeExchange, work: () => Promise<T>): Promise<T> {
  // The library has one HTTP client for all of its callers, and would follow redirects, proxies and retries on its own.
  acme.axios.defaults.adapter = send as never;
  return exchanges().run(exchange, work);
}

interface Request {
  url: string;
  method: string;
  data?: string;
  headers: { toJSON(): Record<string, string> };
}

/** Never follows a redirect. The directory's own host was named by an admin and may be private; what it sends us to may not. */
export function send(config: Request): Promise<{ status: number; data: string }> {
  const exchange = exchanges().getStore();
  if (!exchange) throw new Error('an ACME request outside of an exchange');
  delete exchange.problem;
  const url = new URL(config.url);
  if (url.protocol !== 'https:') throw new Error(`${url.origin} is not https`);
  const mayBePrivate = url.host === new URL(exchange.directoryUrl).host;
  refuseHost(url.hostname, mayBePrivate);
  return new Promise((resolve, reject) => {
    const request = https.request(url, {
      method: config.method.toUpperCase(), headers: { ...config.headers.toJSON(), 'accept-encoding': 'identity', ...(config.data !== undefined && { 'content-length': Buffer.byteLength(config.data) }) },
      lookup: guardedLookup(mayBePrivate), agent: false, timeout: TIMEOUT_MS, signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(exchange.caPem && { ca: [...rootCertificates, exchange.caPem] }),
    }, (answer) => {
      readBounded(answer, MOST_BYTES).then((body) => {
        const status = answer.statusCode ?? 0;
        if (status >= 300 && status < 400) throw new Error(`${url.origin} sends elsewhere (${status})`);
        const data = body.toString('utf8');
        note(exchange, status, data, answer.headers['retry-after']);
        resolve({ data, status, ...{ statusText: answer.statusMessage ?? '', headers: answer.headers, config, request } });
      }).catch(reject);
    });
    request.once('error', reject);
    request.end(config.data);
  });
}

/** Why nothing came back, in one line. */
export function wordsOf(error: unknown): string {
  if (isAppError(error)) return `${error.params.address ?? ''} is a private or link-local address`.trim();
  const { message, code } = error as NodeJS.ErrnoException;
  // Of several addresses that were tried in turn Node says the code only.
  return plain(message || code);
}

function note(exchange: AcmeExchange, status: number, data: string, retryAfter: string | undefined): void {
  const parsed = parse(data);
  const problem = status >= 400 ? parsed : (parsed.error as AcmeExchange['problem']);
  const seconds = Number(retryAfter);
  exchange.retryAfterMs = status >= 400 && Number.isFinite(seconds) ? seconds * 1000 : 0;
  if (problem && typeof problem === 'object') exchange.problem = problem;
  else delete exchange.problem;
}

function parse(data: string): Record<string, unknown> {
  try {
    return (JSON.parse(data) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
