import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { NextRequest } from 'next/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS, isEndpoint } from './endpoints';
import { buildOpenApi, openApiPath } from './openapi';
import type { Endpoint } from './platform/endpoint';
import { testDatabase } from './testing/database';
import { request } from './testing/http';

const ROOT = path.resolve(import.meta.dirname, '..');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
/** What Next itself reads from a route file. */
const SETTINGS = ['dynamic', 'runtime', 'maxDuration', 'revalidate', 'fetchCache', 'dynamicParams'];

/** All that may be called without an account. Whoever adds to this list changes what a stranger can reach. */
/** The badge and the hook ask for a secret of their own: an address nobody guesses, and an app's deploy token. */
const PUBLIC = ['GET /api/v1/badges/[key]', 'GET /api/v1/sign-in/oidc/[id]/callback', 'POST /api/v1/hooks/deploy', 'POST /api/v1/links/accept', 'POST /api/v1/links/describe', 'POST /api/v1/sign-in/oidc', 'POST /api/v1/sign-in/passkey'];
/** Routes that defineRoute does not make: liveness, and next-auth behind handle-auth.ts. */
const OTHER_ROUTES = ['app/api/auth/[...nextauth]/route.ts', 'app/api/health/route.ts'];

type Handler = ((request: NextRequest, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>) & { endpoint?: Endpoint };

const files = readdirSync(path.join(ROOT, 'app/api'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('route.ts')).map((name) => `app/api/${name}`).sort();
const routes = await Promise.all(
  files.filter((file) => !OTHER_ROUTES.includes(file)).map(async (file) => ({ file, exports: Object.entries((await import(path.join(ROOT, file))) as Record<string, Handler>) })),
);
const handlers = routes.flatMap(({ file, exports }) =>
  exports.filter(([name]) => METHODS.includes(name)).map(([method, handler]) => ({ id: `${method} ${file.replace(/^app|\/route\.ts$/g, '')}`, method, file, handler })),
);
const endpointOf = (handler: Handler) => handler.endpoint!;

/** Path parts that parse: the id of nothing. */
const PARTS: Record<string, string> = { default: '01980000-0000-7000-8000-000000000000' };
const call = ({ method, handler }: (typeof handlers)[number], options: Parameters<typeof request>[2]) => {
  const names = [...endpointOf(handler).path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map((match) => match[1]!);
  const params = Object.fromEntries(names.map((name) => [name, PARTS[name] ?? PARTS.default!]));
  const url = endpointOf(handler).path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => params[name]!);
  return handler(request(method, url, options), { params: Promise.resolve(params) });
};
const problemOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

let nobody: string;
beforeAll(async () => {
  await testDatabase();
  (await import('./locators')).registerLocators();
  const { createUser } = await import('./access/server/user.repo');
  const { createApiToken } = await import('./access/server/api-token.repo');
  const { sha256 } = await import('./platform/server/seal');
  const viewer = await createUser({ email: 'viewer@example.com', name: 'Viewer', role: 'viewer', passwordHash: null });
  nobody = 'gty_test-token-without-any-permission';
  await createApiToken({ userId: viewer!.id, name: 'nothing', hash: sha256(nobody), prefix: 'gty_test', permissions: [], expiresAt: null });
});

describe('the route files', () => {
  it('are found', () => expect(handlers.length).toBeGreaterThan(15));

  it('export only what defineRoute made, and settings', () => {
    const strangers = routes.flatMap(({ file, exports }) => exports.filter(([name, value]) => !(METHODS.includes(name) ? isEndpoint(value.endpoint) : SETTINGS.includes(name))).map(([name]) => `${file}: ${name}`));
    expect(strangers).toEqual([]);
  });

  it('stand where their endpoint says, under its method', () => {
    expect(handlers.map(({ id, handler }) => [id, `${endpointOf(handler).method} ${endpointOf(handler).path}`]).filter(([is, says]) => is !== says)).toEqual([]);
  });

  it('are the declared endpoints, one for one', () => {
    const declared = ENDPOINTS.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    expect(declared.filter((id, index) => declared.indexOf(id) !== index)).toEqual([]);
    expect([...declared].sort()).toEqual(handlers.map(({ id }) => id).sort());
  });

  it('are the endpoints of every slice that has a contract', async () => {
    const slices = readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const known = new Set(ENDPOINTS.map(({ endpoint }) => endpoint));
    for (const { name } of slices) {
      const contract = (await import(path.join(ROOT, 'lib', name, 'contract.ts')).catch(() => ({}))) as Record<string, unknown>;
      for (const [key, value] of Object.entries(contract)) if (isEndpoint(value)) expect(known.has(value), `lib/endpoints.ts lacks ${name}/contract.ts ${key}`).toBe(true);
    }
  });

  it('open nothing to strangers that is not on the list', () => {
    expect(handlers.filter(({ handler }) => endpointOf(handler).permission === 'public').map(({ id }) => id).sort()).toEqual(PUBLIC);
  });
});

describe('every route', () => {
  const guarded = handlers.filter(({ handler }) => endpointOf(handler).permission !== 'public');
  const needsPermission = guarded.filter(({ handler }) => endpointOf(handler).permission !== 'signed-in');

  it.each(guarded)('$id answers 401 to the signed-out', async (route) => {
    const answer = await call(route, {});
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await problemOf(answer)).toBe('access.signed_out');
  });

  it.each(guarded)('$id answers 401 to an unknown token, also beside a cookie', async (route) => {
    const answer = await call(route, { token: 'gty_unknown', cookie: 'next-auth.session-token=x' });
    expect(answer.status).toBe(401);
    expect(await problemOf(answer)).toBe('access.token_invalid');
  });

  it.each(needsPermission)('$id answers 403 to those without its permission', async (route) => {
    const answer = await call(route, { token: nobody });
    expect(answer.status).toBe(403);
    expect(await problemOf(answer)).toBe('access.forbidden');
  });

  // A registry's webhook is the registry's to shape.
  it.each(handlers.filter(({ id, handler }) => endpointOf(handler).body && id !== 'POST /api/v1/hooks/deploy'))('$id refuses a body key that it does not know', ({ handler }) => {
    const parsed = endpointOf(handler).body!.safeParse({ unknownKey: 1 });
    const codes = JSON.stringify(parsed.error?.issues ?? []);
    expect(codes).toContain('unrecognized_keys');
  });

  it.each(handlers.filter(({ handler }) => endpointOf(handler).query))('$id refuses a query parameter that it does not know', ({ handler }) => {
    expect(JSON.stringify(endpointOf(handler).query!.safeParse({ unknownKey: '1' }).error?.issues ?? [])).toContain('unrecognized_keys');
  });
});

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(buildOpenApi(ENDPOINTS))) as { paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[]; 'x-permission': string }>>; components: Record<string, Record<string, unknown>> };

  it('has every endpoint, with its permission and its path parameters', () => {
    for (const { endpoint } of ENDPOINTS) {
      const operation = document.paths[openApiPath(endpoint.path)]?.[endpoint.method.toLowerCase()];
      expect(operation, `${endpoint.method} ${endpoint.path}`).toBeDefined();
      expect(operation!['x-permission']).toBe(endpoint.permission);
      const named = [...endpoint.path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map((match) => match[1]);
      expect(operation!.parameters.filter((one) => one.in === 'path').map((one) => one.name).sort()).toEqual([...named].sort());
    }
  });

  it('names each operation once', () => {
    const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('points only at what it holds', () => {
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
      const [, kind, name] = /^#\/components\/(\w+)\/(\w+)$/.exec(reference!) ?? [];
      expect(document.components[kind!]?.[name!], reference).toBeDefined();
    }
  });
});
