import { encode } from 'next-auth/jwt';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import type { Role } from '../model/roles';

await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { signIn } = await import('./sign-in');
const { signOut } = await import('./sign-out');
const { hashPassword } = await import('./password');
const { createUser } = await import('./user.repo');
const { authenticate } = await import('./authenticate');
const { accessChanged, onAccessChange } = await import('./access-cache');
const { isAppError } = await import('@/lib/platform/errors');
const { sweepAccess } = await import('./access.controller');

const PASSWORD = 'correct horse battery';
let passwordHash: string;
let counter = 0;
beforeAll(async () => { passwordHash = await hashPassword(PASSWORD, 'a@example.com'); });

const unique = (name: string) => `${name}-${++counter}@example.com`;
async function person(role: Role = 'viewer', name = 'person') {
  const user = await createUser({ email: unique(name), name: 'Person', role, passwordHash });
  return user!;
}
/** Each attempt from an address of its own, so that only the account's limits count. */
const attempt = (email: string, password = PASSWORD, address = `192.0.2.${++counter}`) => signIn({ email, password, address, userAgent: 'test', replaces: null });
const codeOf = (work: Promise<unknown>) => work.then(() => 'ok', (error: unknown) => (isAppError(error) ? error.code : String(error)));
const cookieFor = async (sessionId: string) => `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret: process.env.GANTRY_SECRET! })}`;
const scopeOf = async (sessionId: string) => authenticate(request('GET', '/api/v1/me', { cookie: await cookieFor(sessionId) }));
const audits = (target: string) => db().auditEvent.findMany({ where: { target }, orderBy: { id: 'asc' } });

describe('signing in', () => {
  it('opens a session of its own each time, by e-mail in any case', async () => {
    const user = await person();
    const first = await attempt(user.email);
    const second = await attempt(` ${user.email.toUpperCase()} `);
    expect(second.sessionId).not.toBe(first.sessionId);
    expect((await scopeOf(first.sessionId)).actor).toMatchObject({ kind: 'user', userId: user.id, sessionId: first.sessionId });
  });

  it('leaves the former session of the browser behind', async () => {
    const user = await person();
    const old = await attempt(user.email);
    await scopeOf(old.sessionId);
    await signIn({ email: user.email, password: PASSWORD, address: '192.0.2.200', userAgent: '', replaces: old.sessionId });
    expect(await codeOf(scopeOf(old.sessionId))).toBe('access.signed_out');
  });

  it('tells the wrong password, the unknown, the invited and the disabled the same', async () => {
    const user = await person();
    const disabled = await person();
    await db().user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
    const invited = await createUser({ email: unique('invited'), name: 'Invited', role: 'admin', passwordHash: null });
    for (const [email, password] of [[user.email, 'wrong password'], ['nobody@example.com'], [disabled.email], [invited!.email], ['', '']] as const) {
      expect(await codeOf(attempt(email, password))).toBe('access.wrong_credentials');
    }
  });

  it('locks after ten failures in a row, alike for whom there is and whom there is not, and says how long', async () => {
    for (const email of [(await person()).email, unique('nobody')]) {
      for (let failure = 1; failure <= 10; failure++) expect(await codeOf(attempt(email, 'wrong password'))).toBe('access.wrong_credentials');
      const error = await attempt(email).catch((problem: unknown) => problem);
      expect(error).toMatchObject({ code: 'access.account_locked', status: 429, params: { minutes: 15 } });
    }
  });

  it('forgets failures once the person is in', async () => {
    const user = await person();
    for (let failure = 1; failure <= 9; failure++) await codeOf(attempt(user.email, 'wrong password'));
    expect(await codeOf(attempt(user.email))).toBe('ok');
    expect(await codeOf(attempt(user.email, 'wrong password'))).toBe('access.wrong_credentials');
    expect(await codeOf(attempt(user.email))).toBe('ok');
  });

  it('holds no success against an account or an address', async () => {
    const user = await person();
    for (let i = 0; i < 20; i++) expect(await codeOf(attempt(user.email, PASSWORD, '198.51.100.8'))).toBe('ok');
  });

  it('slows down one address, whatever accounts it tries', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 42; i++) codes.push(await codeOf(attempt(unique('sprayed'), 'wrong password', '198.51.100.7')));
    expect(codes.filter((code) => code === 'access.wrong_credentials')).toHaveLength(40);
    expect(codes.slice(40)).toEqual(['platform.too_many_requests', 'platform.too_many_requests']);
    const error = await attempt(unique('sprayed'), 'x', '198.51.100.7').catch((problem: unknown) => problem);
    expect((error as { params: { seconds: number } }).params.seconds).toBeGreaterThan(0);
  });

  it('counts attempts that come at once, every one', async () => {
    const email = unique('raced');
    const codes = await Promise.all(Array.from({ length: 30 }, () => codeOf(attempt(email, 'wrong password'))));
    expect(codes.filter((code) => code === 'access.wrong_credentials').length).toBeLessThanOrEqual(15);
    expect(codes).toContain('platform.too_many_requests');
  });

  it('is in the audit log, refused or not, without any password', async () => {
    const user = await person();
    await codeOf(attempt(user.email, 'my secret guess'));
    const { sessionId } = await attempt(user.email);
    await signOut(user.id, sessionId, '192.0.2.1');
    const rows = await audits(user.email);
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(['sign-in access.wrong_credentials', 'sign-in ok', 'sign-out ok']);
    expect(JSON.stringify(rows)).not.toMatch(/secret guess|correct horse/);
  });
});

describe('a session', () => {
  it('ends at sign-out, however fresh the last look at it was', async () => {
    const user = await person();
    const { sessionId } = await attempt(user.email);
    await scopeOf(sessionId);
    await signOut(user.id, sessionId, '192.0.2.1');
    expect(await codeOf(scopeOf(sessionId))).toBe('access.signed_out');
  });

  it.each([
    ['too old', { expiresAt: new Date(Date.now() - 1000) }],
    ['idle for too long', { lastSeenAt: new Date(Date.now() - 3 * 24 * 3_600_000) }],
    ['revoked', { revokedAt: new Date() }],
  ])('that is %s opens nothing', async (_, data) => {
    const { sessionId } = await attempt((await person()).email);
    await db().session.update({ where: { id: sessionId }, data });
    expect(await codeOf(scopeOf(sessionId))).toBe('access.signed_out');
  });

  it('cannot be forged or guessed', async () => {
    const { sessionId } = await attempt((await person()).email);
    const forged = await encode({ token: { sid: sessionId }, secret: 'another secret of thirty-two bytes' });
    for (const value of [forged, sessionId, 'x.y.z', await encode({ token: { sid: "' or true --" }, secret: process.env.GANTRY_SECRET! })]) {
      expect(await codeOf(authenticate(request('GET', '/api/v1/me', { cookie: `next-auth.session-token=${value}` })))).toBe('access.signed_out');
    }
  });

  it('of a browser on https is not taken from a cookie that http could have planted', async () => {
    const { sessionId } = await attempt((await person()).email);
    const cookie = await cookieFor(sessionId);
    const over = (name: string) => authenticate(request('GET', '/api/v1/me', { cookie: name, headers: { 'x-forwarded-proto': 'https' } }));
    expect(await codeOf(over(cookie))).toBe('access.signed_out');
    expect(await codeOf(over(`__Secure-${cookie}`))).toBe('ok');
  });

  it('is asked for once in a burst of requests, and again after a change', async () => {
    const { sessionId } = await attempt((await person('admin')).email);
    await Promise.all(Array.from({ length: 20 }, () => scopeOf(sessionId)));
    await db().session.update({ where: { id: sessionId }, data: { revokedAt: new Date() } });
    let told = 0;
    const stop = onAccessChange(() => told++);
    accessChanged();
    stop();
    expect(told).toBe(1);
    expect(await codeOf(scopeOf(sessionId))).toBe('access.signed_out');
  });

  it('is swept away a week after it ended', async () => {
    const { sessionId } = await attempt((await person()).email);
    await db().session.update({ where: { id: sessionId }, data: { revokedAt: new Date(Date.now() - 8 * 24 * 3_600_000) } });
    await sweepAccess(new Date());
    expect(await db().session.findUnique({ where: { id: sessionId } })).toBeNull();
  });
});
