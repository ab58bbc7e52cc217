import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { DIRECTORY, startDirectory } from '@/lib/testing/directory';
import { everyPermission } from '@/lib/testing/scopes';
import { type LdapSettings } from './directory';

await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { isAppError } = await import('@/lib/platform/errors');
const { hashPassword } = await import('../password');
const { createUser } = await import('../user.repo');
const { signIn } = await import('../sign-in');
const { ldapSettings } = await import('../../spec/identity-provider');
const { createProvider, updateProvider } = await import('../identity/manage-providers');
const { testProvider } = await import('../identity/test-provider');
const { askDirectory } = await import('./directory');

const admin = everyPermission('admin');
const PASSWORD = 'secret of the directory';
let directory: Awaited<ReturnType<typeof startDirectory>>;
let providerId: string;
let counter = 0;

beforeAll(async () => {
  directory = await startDirectory();
  providerId = (await createProvider(admin, body())).id;
});
afterAll(() => directory?.stop());
beforeEach(async () => { await db().rateLimit.deleteMany(); });

const settings = (more: object = {}): LdapSettings =>
  ldapSettings.parse({ kind: 'ldap', url: directory.plain, bindDn: DIRECTORY.bindDn, searchBase: DIRECTORY.base, filter: '(&(objectClass=inetOrgPerson)(|(uid={login})(mail={login})))', ...more });
const body = (more: object = {}, others: object = {}) => ({
  name: 'Office', enabled: true, createAccounts: true, accountRole: 'viewer', mappings: [{ value: `CN=Shop,${DIRECTORY.base}`, role: 'developer', groupPath: '/shop' }], settings: settings(more), secret: DIRECTORY.bindPassword, ...others,
});
const configure = (more: object = {}, others: object = {}) => updateProvider(admin, providerId, body(more, others));
function newPerson(more: object = {}) {
  const uid = `person${++counter}`;
  directory.addPerson({ uid, password: PASSWORD, mail: `${uid}@example.com`, name: 'Mei Lin', ...more });
  return { uid, mail: `${uid}@example.com` };
}
const attempt = (login: string, password = PASSWORD) => signIn({ email: login, password, address: `192.0.2.${++counter}`, userAgent: '', replaces: null });
const codeOf = (work: Promise<unknown>) => work.then(() => 'ok', (error: unknown) => (isAppError(error) ? error.code : String(error)));
const grantsOf = async (email: string) => (await db().grant.findMany({ where: { user: { email } } })).map(({ role, groupPath, source }) => `${role} ${groupPath} ${source}`);

describe('signing in with a directory', () => {
  it('makes an account at the first time and knows it again, by e-mail or by name', async () => {
    const { uid, mail } = newPerson();
    const first = await attempt(mail);
    expect(await db().user.findUnique({ where: { id: first.userId } })).toMatchObject({ email: mail, name: 'Mei Lin', role: 'viewer', passwordHash: null });
    expect((await attempt(uid.toUpperCase())).userId).toBe(first.userId);
    expect(await codeOf(attempt(mail, 'wrong'))).toBe('access.wrong_credentials');
    expect(await db().auditEvent.findFirst({ where: { target: mail, outcome: 'ok' } })).toMatchObject({ after: { by: 'ldap:Office' } });
  });

  it('never binds with an empty password, which this directory would let pass', async () => {
    const { mail } = newPerson();
    expect(await codeOf(attempt(mail, ''))).toBe('access.wrong_credentials');
    expect(await askDirectory(settings(), DIRECTORY.bindPassword, mail, '')).toBeNull();
    await expect(askDirectory(settings(), '', mail, PASSWORD)).rejects.toMatchObject({ code: 'access.ldap_no_bind_password' });
    // The directory itself does.
    const { Client } = await import('ldapts');
    const client = new Client({ url: directory.plain });
    await client.bind(directory.dnOf(mail.split('@')[0]!), '');
    await client.unbind();
  });

  it('takes what is typed as a value and never as a part of the filter', async () => {
    const { uid } = newPerson();
    for (const login of ['*', `${uid.slice(0, -1)}*`, `${uid})(uid=*`, `x)(|(uid=${uid})`, `${uid}\u0000`, '\\2a', ')(', `*)(uid=*))(|(uid=*`]) expect(await codeOf(attempt(login)), JSON.stringify(login)).toBe('access.wrong_credentials');
    expect(await codeOf(attempt(uid))).toBe('ok');
  });

  it('lets nobody in whom the filter finds twice', async () => {
    const { uid } = newPerson();
    newPerson({ mail: uid });
    expect(await codeOf(attempt(uid))).toBe('access.wrong_credentials');
  });

  it('turns the groups of today into grants, in any case of their names, and takes those that are gone', async () => {
    const { uid, mail } = newPerson();
    directory.addGroup('shop', [uid]);
    await attempt(mail);
    expect(await grantsOf(mail)).toEqual(['developer /shop ldap:Office']);
    directory.removeGroup('shop');
    await attempt(mail);
    expect(await grantsOf(mail)).toEqual([]);
  });

  it('comes after the accounts of the console, and takes none of them over unless an admin says that its e-mails are proved', async () => {
    const { mail } = newPerson();
    const local = (await createUser({ email: mail, name: 'Local', role: 'admin', passwordHash: await hashPassword('the local password', mail) }))!;
    expect((await attempt(mail, 'the local password')).userId).toBe(local.id);
    expect(await codeOf(attempt(mail))).toBe('access.identity_email_unverified');
    await configure({ linkByEmail: true });
    expect((await attempt(mail)).userId).toBe(local.id);
    await configure();
  });

  it('opens no disabled account and makes none where none are made', async () => {
    const { mail } = newPerson();
    await attempt(mail);
    await db().user.update({ where: { email: mail }, data: { disabledAt: new Date() } });
    expect(await codeOf(attempt(mail))).toBe('access.identity_disabled');
    await configure({}, { createAccounts: false });
    expect(await codeOf(attempt(newPerson().mail))).toBe('access.identity_no_account');
    await configure({}, { enabled: false });
    expect(await codeOf(attempt(newPerson().mail))).toBe('access.wrong_credentials');
    await configure();
  });

  it('asks for the second step whoever has one', async () => {
    const { mail } = newPerson();
    const { userId } = await attempt(mail);
    await db().totpFactor.create({ data: { userId, secret: 'x', confirmedAt: new Date() } });
    expect(await codeOf(attempt(mail))).toBe('access.second_step');
  });

  it('says that the directory is away, and still lets in who has an account here', async () => {
    const email = 'local@example.com';
    await createUser({ email, name: 'Local', role: 'viewer', passwordHash: await hashPassword('the local password', email) });
    await configure({ url: 'ldap://127.0.0.1:9' });
    expect(await codeOf(attempt('somebody@example.com'))).toBe('access.directory_unreachable');
    expect(await codeOf(attempt(email, 'the local password'))).toBe('ok');
    await configure();
  });
});

describe('the connection to a directory', () => {
  const ask = (more: object, secret: string = DIRECTORY.bindPassword) => testProvider({ settings: settings(more), secret });

  it('works over TLS and StartTLS with the authority that is given, and without it not', async () => {
    const { mail } = newPerson();
    for (const more of [{ url: directory.tls, ca: directory.ca }, { startTls: true, ca: directory.ca }]) {
      expect(await ask(more)).toEqual({ found: DIRECTORY.base });
      expect(await askDirectory(settings(more), DIRECTORY.bindPassword, mail, PASSWORD)).toMatchObject({ email: mail });
      await expect(ask({ ...more, ca: '' })).rejects.toMatchObject({ code: 'access.provider_unreachable' });
    }
  });

  it('is refused to another host than the certificate names, and to link-local addresses', async () => {
    await expect(ask({ url: directory.tls.replace('localhost', '127.0.0.1'), ca: directory.ca })).rejects.toMatchObject({ code: 'access.provider_unreachable' });
    await expect(ask({ url: 'ldap://169.254.169.254' })).rejects.toMatchObject({ code: 'access.provider_address_never' });
  });

  it('says what is wrong', async () => {
    await expect(ask({}, 'wrong')).rejects.toMatchObject({ code: 'access.provider_unreachable', params: { reason: expect.stringContaining('InvalidCredentials') } });
    await expect(ask({ searchBase: 'dc=nowhere' })).rejects.toMatchObject({ code: 'access.provider_unreachable', params: { reason: expect.stringContaining('NoSuchObject') } });
  });
});
