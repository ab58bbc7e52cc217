import type { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import type { Role } from '../model/roles';

await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { hashPassword } = await import('./password');
const { createUser } = await import('./user.repo');
const { createSession } = await import('./session.repo');
const { createSetupLink } = await import('./create-setup-link');
const { ensureFirstAdmin } = await import('./ensure-first-admin');
const { createTokenFromCommandLine } = await import('./create-token');
const { accessChanged } = await import('./access-cache');
const { signIn } = await import('./sign-in');

const routes = {
  me: await import('@/app/api/v1/me/route'),
  password: await import('@/app/api/v1/me/password/route'),
  sessions: await import('@/app/api/v1/me/sessions/route'),
  session: await import('@/app/api/v1/me/sessions/[id]/route'),
  tokens: await import('@/app/api/v1/tokens/route'),
  token: await import('@/app/api/v1/tokens/[id]/route'),
  users: await import('@/app/api/v1/users/route'),
  user: await import('@/app/api/v1/users/[id]/route'),
  reset: await import('@/app/api/v1/users/[id]/reset/route'),
  describeLink: await import('@/app/api/v1/links/describe/route'),
  acceptLink: await import('@/app/api/v1/links/accept/route'),
};
type Handler = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Options = Parameters<typeof request>[2];

async function send(handler: Handler, method: string, options: Options = {}, params: Record<string, string> = {}) {
  const answer = await handler(request(method, '/api/v1/x', options), { params: Promise.resolve(params) });
  const body = answer.status === 204 ? undefined : ((await answer.json()) as never);
  return { status: answer.status, body, code: (body as { code?: string } | undefined)?.code, headers: answer.headers };
}

const PASSWORD = 'correct horse battery';
let passwordHash: string;
let counter = 0;
const unique = (name: string) => `${name}-${++counter}@example.com`;
beforeAll(async () => { passwordHash = await hashPassword(PASSWORD, 'a@example.com'); });
beforeEach(async () => {
  await db().user.deleteMany();
  await db().oneTimeLink.deleteMany();
  await db().rateLimit.deleteMany();
  accessChanged();
});

async function person(role: Role) {
  const user = (await createUser({ email: unique(role), name: 'Person', role, passwordHash }))!;
  return { ...user, ...(await browserOf(user.id)) };
}
async function browserOf(userId: string) {
  const { id } = await createSession({ userId, expiresAt: new Date(Date.now() + 60_000), address: '192.0.2.9', userAgent: 'test' });
  return { sessionId: id, cookie: `next-auth.session-token=${await encode({ token: { sid: id }, secret: process.env.GANTRY_SECRET! })}` };
}
const tokenOf = (path: string) => path.split('#token=')[1]!;
const accept = (token: string, more: object = {}) => send(routes.acceptLink.POST, 'POST', { body: { token, password: PASSWORD, ...more } });

describe('the first admin', () => {
  const founder = { email: 'Founder@Example.com', name: 'Founder' };

  it('is made once by a setup link, even when many open it at once', async () => {
    const token = tokenOf((await createSetupLink())!);
    expect((await send(routes.describeLink.POST, 'POST', { body: { token } })).body).toMatchObject({ kind: 'setup', email: null });
    const answers = await Promise.all(Array.from({ length: 5 }, (_, i) => accept(token, { ...founder, email: `founder${i}@example.com` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await db().user.count()).toBe(1);
    expect(await createSetupLink()).toBeNull();
  });

  it('needs an e-mail and a decent password, and a refusal does not use the link up', async () => {
    const token = tokenOf((await createSetupLink())!);
    expect((await accept(token)).code).toBe('access.email_missing');
    expect((await accept(token, { ...founder, password: 'short' })).body).toMatchObject({ code: 'access.password_too_short', detail: 'The password needs at least 10 characters.', errors: [{ path: '$.password' }] });
    expect((await accept(token, { ...founder, password: 'password123' })).code).toBe('access.password_common');
    expect((await accept(token, { ...founder, password: 'founder@example.com' })).code).toBe('access.password_is_email');
    expect((await accept(token, { ...founder, role: 'admin' })).code).toBe('platform.invalid_input');
    expect((await accept(token, founder)).body).toEqual({ email: 'founder@example.com' });
  });

  it('is not made by an older link, an expired one, or one that somebody made up', async () => {
    const older = tokenOf((await createSetupLink())!);
    const newer = tokenOf((await createSetupLink())!);
    expect((await accept(older, founder)).code).toBe('access.link_invalid');
    expect((await accept('x'.repeat(43), founder)).code).toBe('access.link_invalid');
    await db().oneTimeLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await accept(newer, founder)).code).toBe('access.link_invalid');
  });

  it('comes from the environment when nobody is there, once', async () => {
    await Promise.all([ensureFirstAdmin(' Ops@Example.com', PASSWORD), ensureFirstAdmin('ops@example.com', PASSWORD)]);
    await ensureFirstAdmin('second@example.com', PASSWORD);
    expect(await db().user.findMany({ select: { email: true, role: true } })).toEqual([{ email: 'ops@example.com', role: 'admin' }]);
  });

  it('is refused with a sentence when the environment makes no sense', async () => {
    await expect(ensureFirstAdmin('ops@example.com', 'short')).rejects.toThrow('GANTRY_ADMIN_PASSWORD cannot be used. The password needs at least 10 characters.');
    await expect(ensureFirstAdmin('not an address', PASSWORD)).rejects.toThrow('GANTRY_ADMIN_EMAIL is "not an address"');
    await expect(ensureFirstAdmin('ops@example.com', '')).rejects.toThrow('Set both');
  });
});

describe('users', () => {
  it('are invited by a link that works once, and get the role that was chosen', async () => {
    const admin = await person('admin');
    const invited = await send(routes.users.POST, 'POST', { cookie: admin.cookie, body: { email: 'Mei@Example.com', name: 'Mei', role: 'developer' } });
    expect(invited).toMatchObject({ status: 201, body: { user: { email: 'mei@example.com', role: 'developer', state: 'invited' } } });
    const token = tokenOf((invited.body as unknown as { link: { path: string } }).link.path);
    expect((await accept(token, { email: 'other@example.com' })).body).toEqual({ email: 'mei@example.com' });
    expect((await accept(token)).code).toBe('access.link_invalid');
    expect((await db().user.findUniqueOrThrow({ where: { email: 'mei@example.com' } })).role).toBe('developer');
    expect((await send(routes.users.POST, 'POST', { cookie: admin.cookie, body: { email: 'mei@example.com', name: 'Mei', role: 'viewer' } })).code).toBe('access.email_taken');
  });

  it('that are disabled are out at once, with their tokens, and come back when enabled', async () => {
    const admin = await person('admin');
    const user = await person('developer');
    const { token } = await createTokenFromCommandLine({ name: 'ci', email: user.email, expiresInDays: 1 });
    const me = async () => [(await send(routes.me.GET, 'GET', { cookie: user.cookie })).status, (await send(routes.me.GET, 'GET', { token })).status];
    expect(await me()).toEqual([200, 200]);
    expect((await send(routes.user.PATCH, 'PATCH', { cookie: admin.cookie, body: { disabled: true } }, { id: user.id })).body).toMatchObject({ state: 'disabled' });
    expect(await me()).toEqual([401, 401]);
    expect((await send(routes.reset.POST, 'POST', { cookie: admin.cookie }, { id: user.id })).code).toBe('access.user_disabled');
    await send(routes.user.PATCH, 'PATCH', { cookie: admin.cookie, body: { disabled: false } }, { id: user.id });
    expect(await me()).toEqual([401, 200]);
  });

  it('lose what a changed role takes away with the next request, tokens too', async () => {
    const admin = await person('admin');
    const second = await person('admin');
    const { token } = await createTokenFromCommandLine({ name: 'ci', email: second.email, expiresInDays: 1 });
    const list = async () => [(await send(routes.users.GET, 'GET', { cookie: second.cookie })).status, (await send(routes.users.GET, 'GET', { token })).status];
    expect(await list()).toEqual([200, 200]);
    await send(routes.user.PATCH, 'PATCH', { cookie: admin.cookie, body: { role: 'viewer' } }, { id: second.id });
    expect(await list()).toEqual([403, 403]);
  });

  it('always keep an admin who can sign in, also when two admins demote each other at once', async () => {
    const one = await person('admin');
    await createUser({ email: unique('never-came'), name: 'Never came', role: 'admin', passwordHash: null });
    for (const work of [
      send(routes.user.PATCH, 'PATCH', { cookie: one.cookie, body: { role: 'viewer' } }, { id: one.id }),
      send(routes.user.PATCH, 'PATCH', { cookie: one.cookie, body: { disabled: true } }, { id: one.id }),
      send(routes.user.DELETE, 'DELETE', { cookie: one.cookie }, { id: one.id }),
    ]) expect(await work).toMatchObject({ status: 409, code: 'access.last_admin' });
    for (let round = 0; round < 5; round++) {
      const two = await person('admin');
      await Promise.all([
        send(routes.user.PATCH, 'PATCH', { cookie: one.cookie, body: { role: 'viewer' } }, { id: two.id }),
        send(routes.user.PATCH, 'PATCH', { cookie: two.cookie, body: { role: 'viewer' } }, { id: one.id }),
      ]);
      expect(await db().user.count({ where: { role: 'admin', passwordHash: { not: null } } })).toBeGreaterThanOrEqual(1);
      await db().user.updateMany({ where: { id: one.id }, data: { role: 'admin' } });
      accessChanged();
    }
  });

  it('get a reset link that ends their sessions when it is used', async () => {
    const admin = await person('admin');
    const user = await person('viewer');
    const link = await send(routes.reset.POST, 'POST', { cookie: admin.cookie }, { id: user.id });
    expect((await send(routes.me.GET, 'GET', { cookie: user.cookie })).status).toBe(200);
    expect((await accept(tokenOf((link.body as unknown as { path: string }).path), { password: 'another horse battery' })).status).toBe(200);
    expect((await send(routes.me.GET, 'GET', { cookie: user.cookie })).status).toBe(401);
    await expect(signIn({ email: user.email, password: 'another horse battery', address: '192.0.2.3', userAgent: '', replaces: null })).resolves.toMatchObject({ userId: user.id });
  });

  it('are not made admins by a token that is less itself', async () => {
    const admin = await person('admin');
    const { token } = await createTokenFromCommandLine({ name: 'hr', email: admin.email, permissions: ['user:manage'], expiresInDays: 1 });
    expect(await send(routes.users.POST, 'POST', { token, body: { email: unique('x'), name: 'X', role: 'admin' } })).toMatchObject({ status: 403, code: 'access.role_beyond_own' });
    expect(await send(routes.reset.POST, 'POST', { token }, { id: admin.id })).toMatchObject({ status: 403, code: 'access.role_beyond_own' });
  });

  it('are written to the audit log with before and after, and no link', async () => {
    const admin = await person('admin');
    const user = await person('viewer');
    await send(routes.user.PATCH, 'PATCH', { cookie: admin.cookie, body: { role: 'developer' } }, { id: user.id });
    await send(routes.reset.POST, 'POST', { cookie: admin.cookie }, { id: user.id });
    await send(routes.user.DELETE, 'DELETE', { cookie: user.cookie }, { id: admin.id });
    const rows = await db().auditEvent.findMany({ where: { actorId: { in: [admin.id, user.id] } }, orderBy: { id: 'asc' } });
    expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([['PATCH /api/v1/users/[id]', 'ok'], ['POST /api/v1/users/[id]/reset', 'ok'], ['DELETE /api/v1/users/[id]', 'access.forbidden']]);
    expect(rows[0]).toMatchObject({ actorName: admin.email, target: user.email, before: { role: 'viewer' }, after: { role: 'developer' } });
    expect(JSON.stringify(rows)).not.toContain('token=');
  });
});

describe('one’s own account', () => {
  it('changes its password only with the old one; other sessions end, this one stays', async () => {
    const user = await person('viewer');
    const other = await browserOf(user.id);
    const change = (currentPassword: string, newPassword: string) => send(routes.password.PUT, 'PUT', { cookie: user.cookie, body: { currentPassword, newPassword } });
    expect(await change('wrong', 'another horse battery')).toMatchObject({ status: 422, code: 'access.wrong_password', body: { errors: [{ path: '$.currentPassword' }] } });
    expect(await change(PASSWORD, 'short')).toMatchObject({ code: 'access.password_too_short', body: { errors: [{ path: '$.newPassword' }] } });
    expect((await change(PASSWORD, 'another horse battery')).status).toBe(204);
    expect((await send(routes.me.GET, 'GET', { cookie: user.cookie })).status).toBe(200);
    expect((await send(routes.me.GET, 'GET', { cookie: other.cookie })).status).toBe(401);
    const rows = await db().auditEvent.findMany({ where: { actorId: user.id } });
    expect(JSON.stringify(rows)).not.toMatch(/horse/);
  });

  it('sees and ends its sessions, and nobody else’s', async () => {
    const user = await person('viewer');
    const stranger = await person('viewer');
    const other = await browserOf(user.id);
    const { body } = await send(routes.sessions.GET, 'GET', { cookie: user.cookie });
    expect((body as unknown as { items: { id: string; current: boolean }[] }).items.map(({ id, current }) => [id, current]).sort()).toEqual([[user.sessionId, true], [other.sessionId, false]].sort());
    expect((await send(routes.session.DELETE, 'DELETE', { cookie: stranger.cookie }, { id: other.sessionId })).code).toBe('access.session_not_found');
    expect((await send(routes.session.DELETE, 'DELETE', { cookie: user.cookie }, { id: other.sessionId })).status).toBe(204);
    expect((await send(routes.me.GET, 'GET', { cookie: other.cookie })).status).toBe(401);
  });

  it('takes no field that is not its own to set', async () => {
    const user = await person('viewer');
    for (const body of [{ role: 'admin' }, { name: 'X', email: 'x@example.com' }, { passwordHash: 'x' }, { __proto__x: 1 }]) {
      expect((await send(routes.me.PATCH, 'PATCH', { cookie: user.cookie, body })).code).toBe('platform.invalid_input');
    }
    expect((await send(routes.me.PATCH, 'PATCH', { cookie: user.cookie, body: { name: ' Mei ', locale: 'zh-CN' } })).body).toMatchObject({ name: 'Mei', locale: 'zh-CN', role: 'viewer' });
  });

  it('refuses what another site sends with its cookie', async () => {
    const user = await person('viewer');
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
      expect(await send(routes.me.PATCH, 'PATCH', { cookie: user.cookie, body: { name: 'Owned' }, headers })).toMatchObject({ status: 403, code: 'platform.cross_site' });
    }
  });
});

describe('API tokens', () => {
  it('are shown once, stored as a hash, hold no more than was chosen, and end when revoked', async () => {
    const admin = await person('admin');
    const made = await send(routes.tokens.POST, 'POST', { cookie: admin.cookie, body: { name: 'ci', permissions: ['container:view'], expiresInDays: 30 } });
    const { token, id } = made.body as unknown as { token: string; id: string };
    expect(token).toMatch(/^gty_[\w-]{40,}$/);
    expect((await send(routes.me.GET, 'GET', { token })).body).toMatchObject({ email: admin.email, permissions: ['container:view'] });
    expect((await send(routes.users.GET, 'GET', { token })).status).toBe(403);
    const stored = JSON.stringify([await db().apiToken.findMany(), await db().auditEvent.findMany(), (await send(routes.tokens.GET, 'GET', { cookie: admin.cookie })).body]);
    expect(stored).not.toContain(token);
    expect((await send(routes.token.DELETE, 'DELETE', { cookie: admin.cookie }, { id })).status).toBe(204);
    expect((await send(routes.me.GET, 'GET', { token })).code).toBe('access.token_invalid');
  });

  it('hold nothing that their owner lacks, and make no further tokens', async () => {
    const viewer = await person('viewer');
    const body = { name: 'x', permissions: ['user:manage'], expiresInDays: null };
    expect(await send(routes.tokens.POST, 'POST', { cookie: viewer.cookie, body })).toMatchObject({ status: 403, code: 'access.token_permission' });
    const { token } = await createTokenFromCommandLine({ name: 'ci', email: viewer.email, expiresInDays: 1 });
    expect(await send(routes.tokens.POST, 'POST', { token, body: { ...body, permissions: ['container:view'] } })).toMatchObject({ status: 403, code: 'access.browser_only' });
  });

  it('end when they expire', async () => {
    const viewer = await person('viewer');
    const { token, id } = await createTokenFromCommandLine({ name: 'ci', email: viewer.email, expiresInDays: 1 });
    await db().apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await send(routes.me.GET, 'GET', { token })).status).toBe(401);
  });
});
