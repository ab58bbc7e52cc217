import type { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import { startOidcServer, walkThrough } from '@/lib/testing/oidc-server';

await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { createUser } = await import('../user.repo');
const { createSession } = await import('../session.repo');
const { sealTicket } = await import('../second-factor/ticket');
const routes = {
  providers: await import('@/app/api/v1/identity-providers/route'),
  provider: await import('@/app/api/v1/identity-providers/[id]/route'),
  test: await import('@/app/api/v1/identity-providers/test/route'),
  start: await import('@/app/api/v1/sign-in/oidc/route'),
  callback: await import('@/app/api/v1/sign-in/oidc/[id]/callback/route'),
  me: await import('@/app/api/v1/me/route'),
};
type Handler = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const SECRET = 'a-client-secret-nobody-else-has';

let server: Awaited<ReturnType<typeof startOidcServer>>;
let admin: string;
let providerId: string;
let counter = 0;
const unique = () => `person-${++counter}`;

async function send(handler: Handler, method: string, options: Parameters<typeof request>[2] = {}, params: Record<string, string> = {}) {
  const answer = await handler(request(method, '/api/v1/x', options), { params: Promise.resolve(params) });
  const body = answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  return { status: answer.status, body, code: body.code as string | undefined, headers: answer.headers };
}
const settings = (more: object = {}) => ({ kind: 'oidc', issuer: server.issuer, clientId: 'gantry', allowPrivateAddress: true, ...more });
const mappings = [{ value: 'shop-dev', role: 'developer', groupPath: '/shop' }, { value: 'ops', role: 'viewer', groupPath: '/' }];
const provider = (more: object = {}) => ({ name: 'Company', createAccounts: true, mappings, settings: settings(), ...more });

beforeAll(async () => {
  server = await startOidcServer();
  const { id } = (await createUser({ email: 'admin@example.com', name: 'Admin', role: 'admin', passwordHash: 'x' }))!;
  const session = await createSession({ userId: id, expiresAt: new Date(Date.now() + 600_000), address: '', userAgent: '' });
  admin = `next-auth.session-token=${await encode({ token: { sid: session.id }, secret: process.env.GANTRY_SECRET! })}`;
  const made = await send(routes.providers.POST, 'POST', { cookie: admin, body: { ...provider(), secret: SECRET } });
  expect(made.status).toBe(201);
  providerId = String(made.body.id);
  server.serve([{ client_id: 'gantry', client_secret: SECRET, redirect_uris: [`http://gantry.test${String(made.body.redirectPath)}`] }]);
});
afterAll(() => server?.stop());
beforeEach(async () => { await db().rateLimit.deleteMany(); });

/** Leaves for the provider; `bend` is what somebody in between does to the address. */
async function leave(bend: (url: URL) => void = () => {}) {
  const started = await send(routes.start.POST, 'POST', { body: { providerId, next: '/containers' }, headers: { origin: 'http://gantry.test' } });
  expect(started.status).toBe(200);
  const url = new URL(String(started.body.url));
  bend(url);
  const cookie = started.headers.getSetCookie()[0]!;
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  return { cookie: cookie.split(';')[0]!, back: await walkThrough(server.issuer, url.href) };
}
/** Comes back to the console, and says where the browser ends up and with which session. */
async function comeBack({ cookie, back }: { cookie: string; back: URL }, id = providerId) {
  const answer = await routes.callback.GET(request('GET', back.pathname + back.search, { cookie }), { params: Promise.resolve({ id }) });
  const session = answer.headers.getSetCookie().find((line) => line.startsWith('next-auth.session-token='))?.split(';')[0];
  return { location: answer.headers.get('location')!, session };
}
const person = (more: object = {}) => {
  const sub = unique();
  return { sub, email: `${sub}@example.com`, email_verified: true, name: 'Mei Lin', groups: ['shop-dev', 'something else'], ...more };
};
async function signInAs(who: ReturnType<typeof person>) {
  server.be(who);
  return comeBack(await leave());
}
const grantsOf = async (email: string) =>
  (await db().grant.findMany({ where: { user: { email } }, orderBy: { groupPath: 'asc' } })).map(({ role, groupPath, source }) => `${role} ${groupPath} ${source}`);

describe('signing in at an OpenID Connect provider', () => {
  it('makes an account at the first time, gives it a session that can be ended, and leads to where one was going', async () => {
    const who = person();
    const { location, session } = await signInAs(who);
    expect(location).toBe('/containers');
    expect((await send(routes.me.GET, 'GET', { cookie: session })).body).toMatchObject({ email: who.email, name: 'Mei Lin', role: 'member' });
    await db().session.updateMany({ where: { user: { email: who.email } }, data: { revokedAt: new Date() } });
    const { accessChanged } = await import('../access-cache');
    accessChanged();
    expect((await send(routes.me.GET, 'GET', { cookie: session })).code).toBe('access.signed_out');
  });

  it('turns the groups of today into grants, and takes those that are no longer told; others stay', async () => {
    const who = person({ groups: ['shop-dev', 'ops'] });
    await signInAs(who);
    expect(await grantsOf(who.email)).toEqual(['viewer / oidc:Company', 'developer /shop oidc:Company']);
    const user = await db().user.findUniqueOrThrow({ where: { email: who.email } });
    await db().grant.create({ data: { userId: user.id, role: 'viewer', groupPath: '/by-hand', createdBy: 'admin' } });
    await signInAs({ ...who, groups: ['shop-dev'] });
    expect(await grantsOf(who.email)).toEqual(['viewer /by-hand manual', 'developer /shop oidc:Company']);
    await signInAs({ ...who, groups: undefined as never });
    expect(await grantsOf(who.email)).toEqual(['viewer /by-hand manual']);
  });

  it('opens an account that was there by a verified e-mail, and by no other', async () => {
    for (const proof of [false, undefined, 'true', 1]) {
      const who = person({ email_verified: proof });
      const { id } = (await createUser({ email: who.email, name: 'Was here', role: 'admin', passwordHash: 'x' }))!;
      expect(await signInAs(who), String(proof)).toEqual({ location: '/sign-in?problem=identity_email_unverified', session: undefined });
      expect(await db().session.count({ where: { userId: id } })).toBe(0);
      expect(await db().identity.count({ where: { userId: id } })).toBe(0);
    }
    const who = person();
    await createUser({ email: who.email, name: 'Was here', role: 'developer', passwordHash: 'x' });
    expect((await send(routes.me.GET, 'GET', { cookie: (await signInAs(who)).session })).body).toMatchObject({ name: 'Was here', role: 'developer' });
  });

  it('makes no account for an unverified e-mail, and knows a person by sub whatever their e-mail becomes', async () => {
    expect((await signInAs(person({ email_verified: false }))).location).toBe('/sign-in?problem=identity_email_unverified');
    const who = person();
    await signInAs(who);
    const { session } = await signInAs({ ...who, email: 'admin@example.com', email_verified: false });
    expect((await send(routes.me.GET, 'GET', { cookie: session })).body).toMatchObject({ email: who.email });
  });

  it('lets nobody in whose account is disabled, or who has none where none are made', async () => {
    const who = person();
    await signInAs(who);
    await db().user.update({ where: { email: who.email }, data: { disabledAt: new Date() } });
    expect((await signInAs(who)).location).toBe('/sign-in?problem=identity_disabled');
    await send(routes.provider.PUT, 'PUT', { cookie: admin, body: provider({ createAccounts: false }) }, { id: providerId });
    expect((await signInAs(person())).location).toBe('/sign-in?problem=identity_no_account');
    await send(routes.provider.PUT, 'PUT', { cookie: admin, body: provider() }, { id: providerId });
  });

  it('asks for the second step whoever has one', async () => {
    const who = person();
    await signInAs(who);
    const { id } = await db().user.findUniqueOrThrow({ where: { email: who.email } });
    await db().totpFactor.create({ data: { userId: id, secret: 'x', confirmedAt: new Date() } });
    const { location, session } = await signInAs(who);
    expect(session).toBeUndefined();
    expect(location).toMatch(/^\/sign-in#ticket=v1\./);
  });
});

describe('who comes back from the provider', () => {
  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'made-up')],
    ['another nonce', (url: URL) => url.searchParams.set('nonce', 'made-up')],
    ['another PKCE challenge', (url: URL) => url.searchParams.set('code_challenge', 'a'.repeat(43))],
  ])('with %s is refused', async (_, bend) => {
    const who = person();
    server.be(who);
    expect(await comeBack(await leave(bend))).toEqual({ location: '/sign-in?problem=oidc_refused', session: undefined });
    expect(await db().user.count({ where: { email: who.email } })).toBe(0);
  });

  it('in another browser, a second time, too late or at another provider is refused', async () => {
    server.be(person());
    const flow = await leave();
    expect((await comeBack({ ...flow, cookie: 'a=b' })).location).toBe('/sign-in?problem=ticket_expired');
    expect((await comeBack(flow, '01980000-0000-7000-8000-000000000000')).location).toBe('/sign-in?problem=provider_not_found');
    expect((await comeBack(flow)).session).toBeDefined();
    expect(await comeBack(flow)).toEqual({ location: '/sign-in?problem=ticket_expired', session: undefined });
    const old = sealTicket('oidc', { providerId, redirectUri: 'http://gantry.test/', state: 's', nonce: 'n', verifier: 'v', next: '/' }, new Date(), -1);
    expect((await comeBack({ ...flow, cookie: `gantry-oidc=${old}` })).location).toBe('/sign-in?problem=ticket_expired');
  });

  it('with a refusal of the provider is told so', async () => {
    server.be(person());
    const flow = await leave();
    flow.back.search = `?error=access_denied&state=${flow.back.searchParams.get('state')}&iss=${encodeURIComponent(server.issuer)}`;
    expect((await comeBack(flow)).location).toBe('/sign-in?problem=oidc_refused');
  });
});

describe('a provider', () => {
  it('is kept with its secret sealed, which nobody is ever told', async () => {
    const listed = await send(routes.providers.GET, 'GET', { cookie: admin });
    expect(JSON.stringify(listed.body)).toContain('"hasSecret":true');
    const kept = JSON.stringify([listed.body, await db().identityProvider.findMany(), await db().auditEvent.findMany()]);
    expect(kept).not.toContain(SECRET);
  });

  it('does not get the stored secret sent to another server', async () => {
    const elsewhere = { settings: settings({ issuer: 'http://127.0.0.1:9' }) };
    expect((await send(routes.provider.PUT, 'PUT', { cookie: admin, body: provider(elsewhere) }, { id: providerId })).code).toBe('access.provider_secret_again');
    expect((await send(routes.test.POST, 'POST', { cookie: admin, body: { ...elsewhere, id: providerId } })).code).toBe('access.provider_secret_again');
  });

  it.each([
    ['http://169.254.169.254', true, 'access.provider_address_never'],
    ['https://[fe80::1]', true, 'access.provider_address_never'],
    ['https://[::ffff:169.254.169.254]', true, 'access.provider_address_never'],
    ['https://2852039166', false, 'access.provider_address_never'],
    ['https://127.0.0.1:9', false, 'access.provider_address_private'],
    ['https://localhost:9', false, 'access.provider_address_private'],
    ['http://login.example.com', false, 'access.provider_needs_https'],
  ])('at %s (private allowed: %s) is refused as %s', async (issuer, allowPrivateAddress, code) => {
    expect((await send(routes.test.POST, 'POST', { cookie: admin, body: { settings: settings({ issuer, allowPrivateAddress }) } })).code).toBe(code);
  });

  it('answers a test, and says why when it does not', async () => {
    expect((await send(routes.test.POST, 'POST', { cookie: admin, body: { settings: settings(), id: providerId } })).body.found).toContain(server.issuer);
    expect(await send(routes.test.POST, 'POST', { cookie: admin, body: { settings: settings({ issuer: 'http://127.0.0.1:9' }) } })).toMatchObject({ status: 502, code: 'access.provider_unreachable' });
  });

  it('takes its grants along under a new name, and with it when it goes', async () => {
    const made = await send(routes.providers.POST, 'POST', { cookie: admin, body: provider({ name: 'Old' }) });
    const { id } = (await createUser({ email: 'granted@example.com', name: 'x', role: 'viewer', passwordHash: null }))!;
    await db().grant.create({ data: { userId: id, role: 'viewer', groupPath: '/a', source: 'oidc:Old', createdBy: 'x' } });
    expect((await send(routes.provider.PUT, 'PUT', { cookie: admin, body: provider({ name: 'Company' }) }, { id: String(made.body.id) })).code).toBe('access.provider_name_taken');
    await send(routes.provider.PUT, 'PUT', { cookie: admin, body: provider({ name: 'New' }) }, { id: String(made.body.id) });
    expect(await grantsOf('granted@example.com')).toEqual(['viewer /a oidc:New']);
    expect((await send(routes.provider.DELETE, 'DELETE', { cookie: admin }, { id: String(made.body.id) })).status).toBe(204);
    expect(await grantsOf('granted@example.com')).toEqual([]);
  });
});
