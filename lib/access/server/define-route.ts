import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { isAppError, platformErrors } from '@/lib/platform/errors';
import type { Endpoint } from '@/lib/platform/endpoint';
import { log } from '@/lib/platform/server/log';
import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { admit, placedByBody, placeOfRequest } from './admit';
import { authenticate, clientAddress } from './authenticate';
import { maskSecrets } from '../model/mask-secrets';
import { once } from './once';
import { problemResponse, requestLocale } from './problem';
import { readJsonBody } from './read-json-body';
import { mayRecordRefusal } from './refusal-budget';

export interface AuditFacts {
  target?: string;
  /** The app or group that it concerns; found by the endpoint's place where nothing is said. */
  groupPath?: string | null;
  before?: unknown;
  after?: unknown;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
/** An endpoint without an answer may return nothing at all. */
type Reply<T> = Parsed<T> | Response | (undefined extends Parsed<T> ? void : never);

export interface RouteContext<E extends Endpoint> {
  /** `public` endpoints alone may see no one here. */
  scope: E['permission'] extends 'public' ? Scope | null : Scope;
  params: Parsed<E['params']>;
  query: Parsed<E['query']>;
  body: Parsed<E['body']>;
  /** The JSON as it came, for telling what was left to a default. */
  raw: unknown;
  request: NextRequest;
  /** Facts for the audit row of this write, beyond the request itself. */
  audit(facts: AuditFacts): void;
}

type NextContext = { params: Promise<Record<string, string | string[]>> };

/**
 * The only way to make an API route. Order: who → same site → may they anywhere → input → may they here → handler → audit. What the handler
 * returns is sent as JSON with the endpoint's status; a `Response` (a stream) is sent as it is.
 */
export function defineRoute<E extends Endpoint>(
  endpoint: E,
  handler: (context: RouteContext<E>) => Promise<Reply<E['response']>>,
) {
  const route = async (request: NextRequest, next: NextContext): Promise<Response> => {
    const isWrite = endpoint.method !== 'GET';
    let scope: Scope | null = null;
    const facts: AuditFacts = {};
    let input: Pick<RouteContext<E>, 'params' | 'query' | 'body'> | undefined;
    try {
      if (endpoint.permission !== 'public') scope = { ...(await authenticate(request, endpoint.withoutSecondFactor)), locale: requestLocale(request) };
      refuseOutright(endpoint, request, scope);
      const context = {
        scope,
        params: endpoint.params?.parse(await next.params),
        query: endpoint.query?.parse(readQuery(request.nextUrl.searchParams)),
        body: undefined as unknown,
        raw: undefined as unknown,
        request,
        audit: (more: AuditFacts) => Object.assign(facts, more),
      } as unknown as RouteContext<E>;
      input = context;
      const arrive = async () => {
        if (scope) facts.groupPath = (await admit(endpoint, scope, context)).flat().find((place) => typeof place === 'string') ?? null;
      };
      // Before the body is looked at, unless it is the body that names the place.
      if (!placedByBody(endpoint)) await arrive();
      if (endpoint.body) {
        context.raw = await readJsonBody(request, endpoint.maxBodyBytes);
        context.body = endpoint.body.parse(context.raw) as typeof context.body;
      }
      if (isWrite && facts.after === undefined) facts.after = context.body;
      if (placedByBody(endpoint)) await arrive();
      return await once(request, scope, context.body, async () => {
        const answer = await handler(context);
        // Who only asked for the plan has done nothing.
        const isPlan = (context.query as { dryRun?: boolean } | undefined)?.dryRun === true;
        if (isWrite && !isPlan) await audit(endpoint, request, scope, facts, 'ok');
        if (answer instanceof Response) return answer;
        if (answer === undefined) return new Response(null, { status: 204 });
        return Response.json(answer, { status: endpoint.status ?? 200, headers: { 'cache-control': 'no-store' } });
      });
    } catch (error) {
      // What is hidden answers as what is not there; who asks for it is remembered all the same.
      const refused = isAppError(error) && (error.status === 403 || error.code === 'access.hidden');
      // Of strangers only so many a minute: whoever needs no account to write a row must not fill the disk.
      const recorded = scope ? isWrite || refused : isWrite && mayRecordRefusal();
      // Whose it is that was refused: a lead sees who tried.
      if (recorded) facts.groupPath ??= await placeOfRequest(endpoint, input ?? { params: endpoint.params?.safeParse(await next.params).data, query: undefined, body: undefined });
      if (recorded) await audit(endpoint, request, scope, facts, isAppError(error) ? error.code : error instanceof z.ZodError ? 'platform.invalid_input' : 'error');
      return problemResponse(error, requestLocale(request));
    }
  };
  return Object.assign(route, { endpoint });
}

function refuseOutright(endpoint: Endpoint, request: NextRequest, scope: Scope | null): void {
  // A bearer token is not sent by a browser on its own; a cookie is.
  if (endpoint.method !== 'GET' && scope?.actor.kind !== 'token') refuseCrossSite(request);
  if (endpoint.permission === 'public' || endpoint.permission === 'signed-in') return;
  if (!scope?.permissions.has(endpoint.permission)) throw accessErrors('forbidden', { permission: endpoint.permission });
}

/** The browser says where a request comes from. `x-forwarded-host` gets here from a trusted proxy alone. */
export function refuseCrossSite(request: Pick<NextRequest, 'headers'>): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const sameHost = origin === null ? site === null || site === 'same-origin' || site === 'none' : isOwnHost(request, hostOf(origin));
  if (!sameHost) throw platformErrors('cross_site', { origin: origin ?? String(site) });
}

const isOwnHost = ({ headers }: Pick<NextRequest, 'headers'>, host: string) => host !== '' && (host === headers.get('host') || host === headers.get('x-forwarded-host'));
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

/** What people know by its path, not by the id in the address. */
const NAMED_BY_PATH = new Set<Endpoint['on']>(['app', 'deployment', 'promotion']);

async function audit(endpoint: Endpoint, request: NextRequest, scope: Scope | null, facts: AuditFacts, outcome: string) {
  await recordAudit({
    actorKind: scope?.actor.kind ?? 'anonymous',
    actorId: scope?.actor.id ?? null,
    actorName: scope?.actor.name ?? '',
    address: clientAddress(request),
    action: `${endpoint.method} ${endpoint.path}`,
    groupPath: facts.groupPath ?? null,
    target: facts.target ?? (NAMED_BY_PATH.has(endpoint.on) ? facts.groupPath : null) ?? request.nextUrl.pathname,
    outcome,
    before: maskSecrets(facts.before),
    after: maskSecrets(facts.after),
  }).catch((error) => log.error({ err: error }, 'audit row was not written'));
}
