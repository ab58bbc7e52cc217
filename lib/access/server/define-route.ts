import type { NextRequest } from 'next/server';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { isAppError, platformErrors } from '@/lib/platform/errors';
import type { Endpoint } from '@/lib/platform/endpoint';
import { log } from '@/lib/platform/server/log';
import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { authenticate, clientAddress } from './authenticate';
import { maskSecrets } from '../model/mask-secrets';
import { problemResponse, requestLocale } from './problem';
import { readJsonBody } from './read-json-body';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
/** An endpoint without an answer may return nothing at all. */
type Reply<T> = Parsed<T> | Response | (undefined extends Parsed<T> ? void : never);

export interface RouteContext<E extends Endpoint> {
  /** `public` endpoints alone may see no one here. */
  scope: E['permission'] extends 'public' ? Scope | null : Scope;
  params: Parsed<E['params']>;
  query: Parsed<E['query']>;
  body: Parsed<E['body']>;
  request: NextRequest;
  /** Facts for the audit row of this write, beyond the request itself. */
  audit(facts: { target?: string; before?: unknown; after?: unknown }): void;
}

type NextContext = { params: Promise<Record<string, string | string[]>> };

/**
 * The only way to make an API route. Order: who → may they → same site → input → handler → audit. What the handler
 * returns is sent as JSON with the endpoint's status; a `Response` (a stream) is sent as it is.
 */
export function defineRoute<E extends Endpoint>(
  endpoint: E,
  handler: (context: RouteContext<E>) => Promise<Reply<E['response']>>,
) {
  const route = async (request: NextRequest, next: NextContext): Promise<Response> => {
    const isWrite = endpoint.method !== 'GET';
    let scope: Scope | null = null;
    const facts: { target?: string; before?: unknown; after?: unknown } = {};
    const finish = (outcome: string) => (isWrite ? audit(endpoint, request, scope, facts, outcome) : undefined);
    try {
      scope = await admit(endpoint, request);
      const context = {
        scope,
        params: endpoint.params?.parse(await next.params),
        query: endpoint.query?.parse(readQuery(request.nextUrl.searchParams)),
        body: endpoint.body?.parse(await readJsonBody(request, endpoint.maxBodyBytes)),
        request,
        audit: (more: typeof facts) => Object.assign(facts, more),
      } as unknown as RouteContext<E>;
      if (isWrite && facts.after === undefined) facts.after = maskSecrets(context.body);
      const answer = await handler(context);
      await finish('ok');
      if (answer instanceof Response) return answer;
      if (answer === undefined) return new Response(null, { status: 204 });
      return Response.json(answer, { status: endpoint.status ?? 200, headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      await finish(isAppError(error) ? error.code : 'error');
      return problemResponse(error, requestLocale(request));
    }
  };
  return Object.assign(route, { endpoint });
}

async function admit(endpoint: Endpoint, request: NextRequest): Promise<Scope | null> {
  if (endpoint.permission === 'public') {
    if (endpoint.method !== 'GET') refuseCrossSite(request);
    return null;
  }
  const scope = await authenticate(request);
  // A bearer token is not sent by a browser on its own; a cookie is.
  if (scope.actor.kind === 'user' && endpoint.method !== 'GET') refuseCrossSite(request);
  if (endpoint.permission !== 'signed-in' && !scope.permissions.has(endpoint.permission)) {
    throw accessErrors('forbidden', { permission: endpoint.permission });
  }
  return scope;
}

export function refuseCrossSite(request: NextRequest): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const sameHost = origin === null ? site === null || site === 'same-origin' || site === 'none' : hostOf(origin) === request.headers.get('host');
  if (!sameHost) throw platformErrors('cross_site', { origin: origin ?? String(site) });
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : '');

/** Repeated names become arrays, so that `z.array` works; schemas coerce the rest. */
function readQuery(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    query[name] = all.length > 1 ? all : all[0]!;
  }
  return query;
}

async function audit(endpoint: Endpoint, request: NextRequest, scope: Scope | null, facts: { target?: string; before?: unknown; after?: unknown }, outcome: string) {
  await recordAudit({
    actorKind: scope?.actor.kind ?? 'anonymous',
    actorId: scope?.actor.id ?? null,
    actorName: scope?.actor.name ?? '',
    address: clientAddress(request),
    action: `${endpoint.method} ${endpoint.path}`,
    target: facts.target ?? request.nextUrl.pathname,
    outcome,
    before: facts.before,
    after: facts.after,
  }).catch((error) => log.error({ err: error }, 'audit row was not written'));
}
