import type { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { Secret, TOTP } from 'otpauth';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import type { Role } from '../../model/roles';

await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { seal, sha256 } = await import('@/lib/platform/server/seal');
const { hashPassword } = await import('../password');
const { createUser } = await import('../user.repo');
const { createSession } = await import('../session.repo');
const { createApiToken } = await import('../api-token.repo');
const { accessChanged } = await import('../access-cache');
const { openByForm } = await import('../open-by-form');
const { sealTicket } = await import('./ticket');
const { isAppError } = await import('@/lib/platform/errors');
const routes = {
  status: await import('@/app/api/v1/me/second-factor/route'),
  totp: await import('@/app/api/v1/me/second-factor/totp/route'),
  confirm: await import('@/app/api/v1/me/second-factor/totp/confirm/route'),
  remove: await import('@/app/api/v1/me/second-factor/totp/remove/route'),
  codes: await import('@/app/api/v1/me/second-factor/recovery-codes/route'),
  policy: await import('@/app/api/v1/second-factor-policy/route'),
  reset: await import('@/app/api/v1/users/[id]/second-factor/route'),
  me: await import('@/app/api/v1/me/route'),
};
type Handler = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const PASSWORD = 'correct horse battery';
let passwordHash: string;
let counter = 0;
beforeAll(async () => { passwordHash = await hashPassword(PASSWORD, 'a@example.com'); });
beforeEach(async () => {
  await db().rateLimit.deleteMany();
  await db().setting.deleteMany();
  accessChanged();
});

async function send(handler: Handler, method: string, options: Parameters<typeof request>[2] = {}, params: Record<string, string> = {}) {
  const answer = await handler(request(method, '/api/v1/x', options), { params: Promise.resolve(params) });
  const body = answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  return { status: answer.status, body, code: body.code as string | undefined };
}
async function person(role: Role = 'viewer', hash: string | null = passwordHash) {
  const user = (await createUser({ email: `person-${++counter}@example.com`, name: 'Person', role, passwordHash: hash }))!;
  return { ...user, cookie: await cookieOf(user.id) };
}
async function cookieOf(userId: string) {
  const { id } = await createSession({ userId, expiresAt: new Date(Date.now() + 60_000), address: '192.0.2.9', userAgent: 'test' });
  return `next-auth.session-token=${await encode({ token: { sid: id }, secret: process.env.GANTRY_SECRET! })}`;
}
const codeAt = (secret: string, shiftMs = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shiftMs });
/** An authenticator app is set up; the first code it showed is used up by that. */
async function withTotp(role: Role = 'viewer') {
  const user = await person(role);
  const { secret } = (await send(routes.totp.POST, 'POST', { cookie: user.cookie, body: { password: PASSWORD } })).body as { secret: string };
  const { recoveryCodes } = (await send(routes.confirm.POST, 'POST', { cookie: user.cookie, body: { passcode: codeAt(secret, -30_000) } })).body as { recoveryCodes: string[] };
  return { ...user, secret, recoveryCodes };
}
const browser = () => ({ address: `192.0.2.${++counter % 250}`, userAgent: 'test', replaces: null });
const open = (fields: Record<string, string>) => openByForm(fields, browser());
const refusal = (work: Promise<unknown>) => work.then(() => ({ code: 'ok', params: {} as Record<string, unknown> }), (error: unknown) => (isAppError(error) ? error : { code: String(error), params: {} as Record<string, unknown> }));
const codeOf = async (work: Promise<unknown>) => (await refusal(work)).code;
async function ticketOf(email: string): Promise<string> {
  const { code, params } = await refusal(open({ email, password: PASSWORD }));
  expect(code).toBe('access.second_step');
  return String(params.ticket);
}

describe('an authenticator app', () => {
  it('counts only once a code has shown that the app has the secret', async () => {
    const user = await person();
    expect((await send(routes.totp.POST, 'POST', { cookie: user.cookie, body: { password: 'wrong' } })).code).toBe('access.wrong_password');
    const begun = await send(routes.totp.POST, 'POST', { cookie: user.cookie, body: { password: PASSWORD } });
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Gantry:person-/);
    expect(await codeOf(open({ email: user.email, password: PASSWORD }))).toBe('ok');
    expect((await send(routes.confirm.POST, 'POST', { cookie: user.cookie, body: { passcode: '000000' } })).code).toBe('access.totp_wrong_code');
    const done = await send(routes.confirm.POST, 'POST', { cookie: user.cookie, body: { passcode: codeAt(String(begun.body.secret)) } });
    expect(done.body.recoveryCodes).toHaveLength(10);
    expect((await send(routes.totp.POST, 'POST', { cookie: user.cookie, body: { password: PASSWORD } })).code).toBe('access.totp_exists');
    expect((await send(routes.status.GET, 'GET', { cookie: user.cookie })).body).toMatchObject({ totp: {}, recoveryCodesLeft: 10, proof: 'password', demanded: false });
  });

  it('keeps neither its secret nor a recovery code in the clear, not in the audit log either', async () => {
    const user = await withTotp();
    const kept = JSON.stringify([await db().totpFactor.findMany(), await db().recoveryCode.findMany(), await db().auditEvent.findMany()]);
    for (const secret of [user.secret, ...user.recoveryCodes, ...user.recoveryCodes.map((code) => code.replaceAll('-', '')), PASSWORD]) expect(kept).not.toContain(secret);
  });

  it('makes the password alone open no session', async () => {
    const user = await withTotp();
    const before = await db().session.count({ where: { userId: user.id } });
    const ticket = await ticketOf(user.email);
    expect(await db().session.count({ where: { userId: user.id } })).toBe(before);
    expect((await open({ ticket, passcode: codeAt(user.secret) })).userId).toBe(user.id);
    expect(await db().session.count({ where: { userId: user.id } })).toBe(before + 1);
  });

  it('takes each code once, also of two that come at once, and none that is older', async () => {
    const user = await withTotp();
    const passcode = codeAt(user.secret);
    const tickets = [await ticketOf(user.email), await ticketOf(user.email), await ticketOf(user.email)];
    const codes = await Promise.all(tickets.slice(0, 2).map((ticket) => codeOf(open({ ticket, passcode }))));
    expect(codes.sort()).toEqual(['access.wrong_code', 'ok']);
    expect(await codeOf(open({ ticket: tickets[2]!, passcode }))).toBe('access.wrong_code');
    expect(await codeOf(open({ ticket: tickets[2]!, passcode: codeAt(user.secret, -30_000) }))).toBe('access.wrong_code');
    expect(await codeOf(open({ ticket: tickets[2]!, passcode: codeAt(user.secret, 30_000) }))).toBe('ok');
  });

  it('does not take the code that confirmed it for a sign-in', async () => {
    const user = await withTotp();
    expect(await codeOf(open({ ticket: await ticketOf(user.email), passcode: codeAt(user.secret, -30_000) }))).toBe('access.wrong_code');
  });

  it('locks against guessing, and the right password does not end that', async () => {
    const user = await withTotp();
    const codes: string[] = [];
    for (let i = 0; i < 12; i++) codes.push(await codeOf(open({ ticket: await ticketOf(user.email), passcode: '000000' })));
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('access.wrong_code'));
    expect(codes[11]).toBe('platform.too_many_requests');
    await db().rateLimit.deleteMany({ where: { key: `second-step:${user.id}` } });
    expect(await codeOf(open({ ticket: await ticketOf(user.email), passcode: codeAt(user.secret) }))).toBe('access.account_locked');
  });
});

describe('the ticket between the steps', () => {
  it('ends after its time, works once, and can be neither made nor taken for another', async () => {
    const user = await withTotp();
    const passcode = codeAt(user.secret);
    const now = new Date();
    const expired = sealTicket('second-step', { userId: user.id }, now, -1);
    const ofAnother = sealTicket('passkey-add', { userId: user.id, challenge: 'x', origin: 'x' }, now);
    for (const ticket of [expired, ofAnother, seal(JSON.stringify({ userId: user.id })), 'v1.a.b.c', 'made up']) expect(await codeOf(open({ ticket, passcode })), ticket).toBe('access.ticket_expired');
    const ticket = await ticketOf(user.email);
    expect(await codeOf(open({ ticket, passcode }))).toBe('ok');
    expect(await codeOf(open({ ticket, passcode: user.recoveryCodes[0]! }))).toBe('access.ticket_expired');
  });

  it('is worth nothing once the account is disabled', async () => {
    const user = await withTotp();
    const ticket = await ticketOf(user.email);
    await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await codeOf(open({ ticket, passcode: codeAt(user.secret) }))).toBe('access.ticket_expired');
  });
});

describe('a recovery code', () => {
  it('works once, however it is typed, and never for another account', async () => {
    const user = await withTotp();
    const other = await withTotp();
    const code = user.recoveryCodes[3]!;
    expect(await codeOf(open({ ticket: await ticketOf(other.email), passcode: code }))).toBe('access.wrong_code');
    expect(await codeOf(open({ ticket: await ticketOf(user.email), passcode: ` ${code.toUpperCase().replaceAll('-', ' ')} ` }))).toBe('ok');
    expect(await codeOf(open({ ticket: await ticketOf(user.email), passcode: code }))).toBe('access.wrong_code');
    expect((await send(routes.status.GET, 'GET', { cookie: user.cookie })).body.recoveryCodesLeft).toBe(9);
  });

  it('stops working when new ones are made, and with the last factor', async () => {
    const user = await withTotp();
    expect((await send(routes.codes.POST, 'POST', { cookie: user.cookie, body: {} })).code).toBe('access.wrong_password');
    const renewed = await send(routes.codes.POST, 'POST', { cookie: user.cookie, body: { password: PASSWORD } });
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect(await codeOf(open({ ticket: await ticketOf(user.email), passcode: user.recoveryCodes[0]! }))).toBe('access.wrong_code');
    expect((await send(routes.remove.POST, 'POST', { cookie: user.cookie, body: { password: 'wrong' } })).code).toBe('access.wrong_password');
    expect((await send(routes.remove.POST, 'POST', { cookie: user.cookie, body: { password: PASSWORD } })).status).toBe(204);
    expect(await db().recoveryCode.count({ where: { userId: user.id } })).toBe(0);
    expect(await codeOf(open({ email: user.email, password: PASSWORD }))).toBe('ok');
    expect((await send(routes.codes.POST, 'POST', { cookie: user.cookie, body: { password: PASSWORD } })).code).toBe('access.second_factor_none');
  });
});

describe('an account without a password', () => {
  it('proves itself by a recent sign-in, and by a code once it has one', async () => {
    const user = await person('viewer', null);
    await db().session.updateMany({ where: { userId: user.id }, data: { createdAt: new Date(Date.now() - 11 * 60_000) } });
    expect((await send(routes.totp.POST, 'POST', { cookie: user.cookie, body: {} })).code).toBe('access.sign_in_again');
    const cookie = await cookieOf(user.id);
    const { secret } = (await send(routes.totp.POST, 'POST', { cookie, body: {} })).body as { secret: string };
    await send(routes.confirm.POST, 'POST', { cookie, body: { passcode: codeAt(secret, -30_000) } });
    expect((await send(routes.remove.POST, 'POST', { cookie, body: { passcode: codeAt(secret, -30_000) } })).code).toBe('access.totp_wrong_code');
    expect((await send(routes.remove.POST, 'POST', { cookie, body: { passcode: codeAt(secret) } })).status).toBe(204);
  });
});

describe('the policy', () => {
  const set = async (policy: string) => {
    const admin = await withTotp('admin');
    return send(routes.policy.PUT, 'PUT', { cookie: admin.cookie, body: { policy } });
  };

  it('opens nothing but the set-up to who must have a factor and has none, until they have one', async () => {
    const [viewer, admin] = [await person(), await person('admin')];
    expect((await set('admins')).body).toEqual({ policy: 'admins' });
    expect((await send(routes.me.GET, 'GET', { cookie: viewer.cookie })).status).toBe(200);
    expect(await send(routes.me.GET, 'GET', { cookie: admin.cookie })).toMatchObject({ status: 403, code: 'access.second_factor_needed' });
    await set('everyone');
    expect((await send(routes.me.GET, 'GET', { cookie: viewer.cookie })).code).toBe('access.second_factor_needed');
    expect((await send(routes.status.GET, 'GET', { cookie: viewer.cookie })).body.demanded).toBe(true);
    const { secret } = (await send(routes.totp.POST, 'POST', { cookie: viewer.cookie, body: { password: PASSWORD } })).body as { secret: string };
    expect((await send(routes.me.GET, 'GET', { cookie: viewer.cookie })).code).toBe('access.second_factor_needed');
    await send(routes.confirm.POST, 'POST', { cookie: viewer.cookie, body: { passcode: codeAt(secret) } });
    expect((await send(routes.me.GET, 'GET', { cookie: viewer.cookie })).status).toBe(200);
    expect((await send(routes.remove.POST, 'POST', { cookie: viewer.cookie, body: { password: PASSWORD } })).code).toBe('access.second_factor_demanded');
  });

  it('leaves API tokens alone', async () => {
    const user = await person();
    await createApiToken({ userId: user.id, name: 'ci', hash: sha256('gty_of-ci'), prefix: 'gty_of-ci', permissions: [], expiresAt: null });
    await set('everyone');
    expect((await send(routes.me.GET, 'GET', { token: 'gty_of-ci' })).status).toBe(200);
    expect((await send(routes.totp.POST, 'POST', { token: 'gty_of-ci', body: {} })).code).toBe('access.browser_only');
  });

  it('is changed by who manages users alone, and is in the audit log', async () => {
    const viewer = await person();
    expect((await send(routes.policy.PUT, 'PUT', { cookie: viewer.cookie, body: { policy: 'off' } })).code).toBe('access.forbidden');
    await set('admins');
    const row = await db().auditEvent.findFirst({ where: { action: 'PUT /api/v1/second-factor-policy', outcome: 'ok' }, orderBy: { id: 'desc' } });
    expect(row).toMatchObject({ before: { policy: 'off' }, after: { policy: 'admins' } });
  });
});

describe('an admin', () => {
  it('takes the factors from who lost them; their sessions end', async () => {
    const [admin, user] = [await person('admin'), await withTotp()];
    expect((await send(routes.reset.DELETE, 'DELETE', { cookie: user.cookie }, { id: user.id })).code).toBe('access.forbidden');
    expect((await send(routes.reset.DELETE, 'DELETE', { cookie: admin.cookie }, { id: user.id })).status).toBe(204);
    expect((await send(routes.me.GET, 'GET', { cookie: user.cookie })).code).toBe('access.signed_out');
    expect(await codeOf(open({ email: user.email, password: PASSWORD }))).toBe('ok');
  });
});
