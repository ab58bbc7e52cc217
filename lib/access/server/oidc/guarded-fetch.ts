import http from 'node:http';
import https from 'node:https';
import type { CustomFetch } from 'openid-client';
import { readBounded } from '@/lib/platform/server/read-bounded';
import { accessErrors } from '../../errors';
import { guardedLookup, refuseHost } from './guarded-address';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

/** `fetch` as openid-client needs it: only to addresses that are allowed, never following a redirect, with a deadline and a limit. */
export const guardedFetch = (allowPrivate: boolean): CustomFetch => (address, { method, headers, body, signal }) => {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !allowPrivate) throw accessErrors('provider_needs_https', { url: url.origin });
  refuseHost(url.hostname, allowPrivate);
  const agent = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = agent.request(url, { method, headers: { ...headers, 'accept-encoding': 'identity' }, lookup: guardedLookup(allowPrivate), signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]), agent: false }, (answer) => {
      readBounded(answer, MOST_BYTES).then((content) => {
        const status = answer.statusCode ?? 502;
        const empty = status === 204 || status === 304 || status < 200;
        resolve(new Response(empty ? null : content, { status: status < 200 ? 502 : status, headers: Object.entries(answer.headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one] as [string, string])) }));
      }).catch(reject);
    });
    request.once('error', reject);
    request.end(body === undefined || body === null ? undefined : body instanceof Uint8Array ? body : String(body as string | URLSearchParams));
  });
};
