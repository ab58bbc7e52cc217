import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/platform/server/db';
import { unseal } from '@/lib/platform/server/seal';
import { testDatabase } from '@/lib/testing/database';
import { startPebble, startResponder } from '@/lib/testing/start-pebble';
import { acmePorts, type AcmePorts } from '../acme-ports';
import { acmeStates, retryAcmeHost } from '../acme-states';
import { bestCertificate } from '../../model/best-certificate';
import { certificatesFor } from '../certificates-for';
import { onCertificatesChanged } from '../certificates-changed';
import { deleteCertificate } from '../manage-certificates';
import { wantAcme } from '../want-acme';
import { startAcmeController } from './acme.controller';
import { putAcmeSettings } from './acme-settings';
import { orderDue } from './order-due';

const EAB = { kid: 'kid-1', hmacKey: 'zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W' };
let pebble: Awaited<ReturnType<typeof startPebble>>;
let strict: typeof pebble;
let responder: Awaited<ReturnType<typeof startResponder>>;
let environmentId: string;
/** The proxy as it should be. */
const good: AcmePorts = {
  publish: async (_, token, text) => void responder.answers.set(token, text),
  withdraw: async (_, token) => void responder.answers.delete(token),
};
const settings = () => ({ directoryUrl: pebble.directoryUrl, email: 'ops@example.com', termsAgreed: true, caPem: pebble.caPem, eabKeyId: null });
const codeOf = (work: Promise<unknown>) => work.then(() => 'ok', (error: { code?: string }) => error.code);
const stateOf = async (host: string) => (await acmeStates(environmentId)).find((one) => one.host === host);
const later = (date: Date | null | undefined, ms = 1) => () => new Date(date!.getTime() + ms);
const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256;
const want = (...hosts: string[]) => wantAcme(environmentId, hosts.map((host) => ({ host, groupPath: '/a' })));

beforeAll(async () => {
  await testDatabase();
  [pebble, strict] = await Promise.all([startPebble(), startPebble({ eab: EAB })]);
  responder = await startResponder(pebble.httpPort);
});
afterAll(async () => {
  await Promise.all([pebble?.stop(), strict?.stop(), responder?.stop()]);
});
beforeEach(async () => {
  environmentId = (await db().environment.create({ data: { name: `e${Math.random()}`, connection: { kind: 'socket' } } })).id;
  await db().certificate.deleteMany();
  await db().acmeHost.deleteMany();
  responder.answers.clear();
  Object.assign(acmePorts(), good);
});

describe('the settings of an environment', () => {
  it.each([
    ['terms_needed', () => ({ termsAgreed: false })],
    ['directory_unreachable', () => ({ caPem: null })],
    ['directory_unreachable', () => ({ directoryUrl: 'https://localhost:1/dir' })],
    ['directory_unreachable', () => ({ directoryUrl: 'https://169.254.169.254/dir' })],
    ['directory_wrong', () => ({ directoryUrl: pebble.directoryUrl.replace('/dir', '/root') })],
    ['ca_not_pem', () => ({ caPem: 'hello' })],
    ['eab_incomplete', () => ({ eabKeyId: 'kid' })],
    ['eab_needed', () => ({ directoryUrl: strict.directoryUrl, caPem: strict.caPem })],
  ])('are refused with %s', async (code, change) => expect(await codeOf(putAcmeSettings('x', environmentId, { ...settings(), ...change() }))).toBe(`certificates.${code}`));

  it('keep the HMAC key that is left out, sealed, and never show it', async () => {
    const bound = { ...settings(), directoryUrl: strict.directoryUrl, caPem: strict.caPem, eabKeyId: EAB.kid };
    expect(JSON.stringify(await putAcmeSettings('x', environmentId, { ...bound, eabSecret: EAB.hmacKey }))).not.toContain(EAB.hmacKey);
    await putAcmeSettings('x', environmentId, { ...bound, email: 'others@example.com' });
    const row = await db().acmeSettings.findUniqueOrThrow({ where: { environmentId } });
    expect(unseal(row.eabSealed!)).toBe(EAB.hmacKey);
    const other = await startResponder(strict.httpPort);
    Object.assign(acmePorts(), { publish: async (_: string, token: string, text: string) => void other.answers.set(token, text) });
    await want('eab.a.test');
    await orderDue();
    await other.stop();
    expect(await stateOf('eab.a.test')).toMatchObject({ status: 'issued' });
  });
});

describe('a host that wants a certificate', () => {
  it('waits, with a reason, until there is a server; then gets one that is served', async () => {
    await want('www.a.test');
    await orderDue();
    expect(await stateOf('www.a.test')).toMatchObject({ status: 'waiting', nextTryAt: null, reason: { code: 'certificates.acme_not_set_up' } });
    let told = 0;
    const stop = onCertificatesChanged(() => { told++; });
    await putAcmeSettings('x', environmentId, settings());
    expect(await orderDue()).toBe(1);
    stop();
    expect(told).toBe(1);
    const state = (await stateOf('www.a.test'))!;
    expect(state).toMatchObject({ status: 'issued', reason: null, attempts: 0 });
    const served = bestCertificate(await certificatesFor(), 'www.a.test', '/a/web')!;
    expect(served.pem.match(/-----BEGIN CERTIFICATE-----/g)!.length).toBeGreaterThan(1);
    expect(served.pem.trimEnd().endsWith('-----END PRIVATE KEY-----')).toBe(true);
    const leaf = new X509Certificate(served.pem);
    expect(leaf.subjectAltName).toBe('DNS:www.a.test');
    // Two thirds of its life from its beginning.
    const [from, until] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)];
    expect(state.nextTryAt!.getTime()).toBe(Math.floor(until - (until - from) / 3));
    expect(responder.answers.size).toBe(0);
    expect(await orderDue()).toBe(0);
    const row = await db().certificate.findFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain('PRIVATE KEY');
  });

  it('has it renewed in its place, and another when it is deleted', async () => {
    await putAcmeSettings('x', environmentId, settings());
    await want('renewed.a.test');
    await orderDue();
    const first = (await certificatesFor())[0]!;
    const { nextTryAt } = (await stateOf('renewed.a.test'))!;
    expect(await orderDue(later(nextTryAt, -1000))).toBe(0);
    expect(await orderDue(later(nextTryAt))).toBe(1);
    const all = await certificatesFor();
    expect(all.map(({ id }) => id)).toEqual([first.id]);
    expect(fingerprint(all[0]!.pem)).not.toBe(fingerprint(first.pem));
    await deleteCertificate(first.id);
    expect(await stateOf('renewed.a.test')).toMatchObject({ status: 'waiting', certificateId: null });
    expect(await orderDue()).toBe(1);
    expect(await certificatesFor()).toHaveLength(1);
    expect(await db().acmeAccount.count({ where: { environmentId } })).toBe(1);
  });

  it('keeps the old one when a renewal fails', async () => {
    await putAcmeSettings('x', environmentId, settings());
    await want('kept.a.test');
    await orderDue();
    const [first] = await certificatesFor();
    acmePorts().publish = async () => { throw new Error('the proxy is away'); };
    await orderDue(later((await stateOf('kept.a.test'))!.nextTryAt));
    expect(await stateOf('kept.a.test')).toMatchObject({ status: 'failed', reason: { code: 'certificates.acme_proxy', params: { detail: 'the proxy is away' } }, certificateId: first!.id });
    expect((await certificatesFor()).map(({ id }) => id)).toEqual([first!.id]);
  });

  it('that answers wrongly fails with a reason, is tried again later and later, and is issued when it answers rightly', async () => {
    await putAcmeSettings('x', environmentId, settings());
    acmePorts().publish = async (_, token) => void responder.answers.set(token, 'something else');
    await want('wrong.a.test');
    await orderDue();
    const first = (await stateOf('wrong.a.test'))!;
    expect(first).toMatchObject({ status: 'failed', attempts: 1, reason: { code: 'certificates.acme_wrong_answer', params: { host: 'wrong.a.test' } } });
    expect(first.nextTryAt!.getTime()).toBeGreaterThan(Date.now() + 60_000);
    expect(await orderDue()).toBe(0);
    await orderDue(later(first.nextTryAt));
    const second = (await stateOf('wrong.a.test'))!;
    expect(second.attempts).toBe(2);
    expect(second.nextTryAt!.getTime() - first.nextTryAt!.getTime()).toBeGreaterThan(5 * 60_000);
    Object.assign(acmePorts(), good);
    await orderDue(later(second.nextTryAt));
    expect(await stateOf('wrong.a.test')).toMatchObject({ status: 'issued', attempts: 0, reason: null });
  });

  it('can be tried now by a person, once a minute', async () => {
    await putAcmeSettings('x', environmentId, settings());
    acmePorts().publish = async () => {};
    await want('again.a.test');
    await orderDue();
    const { id } = await db().acmeHost.findFirstOrThrow({ where: { host: 'again.a.test' } });
    expect(await codeOf(retryAcmeHost(id))).toBe('certificates.tried_just_now');
    Object.assign(acmePorts(), good);
    const soon = new Date(Date.now() + 61_000);
    await retryAcmeHost(id, soon);
    await orderDue(() => soon);
    expect(await stateOf('again.a.test')).toMatchObject({ status: 'issued' });
  });

  it.each<[string, (until: Promise<never>) => Partial<AcmePorts>]>([
    ['before the challenge is answered', (ever) => ({ publish: () => ever })],
    ['between the challenge and the finalising of the order', (ever) => ({ withdraw: () => ever })],
  ])('whose console is killed %s gets it from the next one', async (_, hang) => {
    await putAcmeSettings('x', environmentId, settings());
    let reach = () => {};
    const reached = new Promise<void>((resolve) => { reach = resolve; });
    const ports = hang(new Promise<never>(() => {}));
    for (const [name, work] of Object.entries(ports)) Object.assign(acmePorts(), { [name]: (...args: unknown[]) => { reach(); return (work as (...args: unknown[]) => unknown)(...args); } });
    await want('killed.a.test');
    // Never comes back, as in a process that is no more.
    void orderDue();
    await reached;
    Object.assign(acmePorts(), good);
    expect(await orderDue()).toBe(0);
    await orderDue(later((await stateOf('killed.a.test'))!.nextTryAt));
    expect(await stateOf('killed.a.test')).toMatchObject({ status: 'issued' });
    expect(await certificatesFor()).toHaveLength(1);
  });

  it('is ordered once, however many processes look', async () => {
    await putAcmeSettings('x', environmentId, settings());
    await want('once.a.test', 'twice.a.test');
    await Promise.all([orderDue(), orderDue(), orderDue()]);
    expect(await certificatesFor()).toHaveLength(2);
  });

  it('is told that a wildcard needs a certificate of one’s own', async () => {
    await putAcmeSettings('x', environmentId, settings());
    await want('*.a.test');
    expect(await orderDue()).toBe(0);
    expect(await stateOf('*.a.test')).toMatchObject({ status: 'failed', nextTryAt: null, reason: { code: 'certificates.acme_wildcard' } });
    await putAcmeSettings('x', environmentId, settings());
    expect(await orderDue()).toBe(0);
  });

  it('gets no certificate of another group, and its own again when it comes back', async () => {
    await putAcmeSettings('x', environmentId, settings());
    await want('moved.a.test');
    await orderDue();
    const [first] = await certificatesFor();
    await wantAcme(environmentId, [{ host: 'moved.a.test', groupPath: '/b' }]);
    expect(await stateOf('moved.a.test')).toMatchObject({ status: 'waiting', certificateId: null });
    await orderDue();
    const all = await certificatesFor();
    expect(all.map(({ groupPath }) => groupPath).sort()).toEqual(['/a', '/b']);
    await wantAcme(environmentId, []);
    expect(await acmeStates(environmentId)).toEqual([]);
    await want('moved.a.test');
    expect(await stateOf('moved.a.test')).toMatchObject({ status: 'issued', certificateId: first!.id });
  });
});

it('an account key is one for each environment and server, and sealed', async () => {
  await putAcmeSettings('x', environmentId, settings());
  // Longer than a common name may be.
  const long = `${'long'.repeat(10)}.${'name'.repeat(10)}.a.test`;
  await want('a.a.test', 'b.a.test', long);
  await orderDue();
  expect(await stateOf(long)).toMatchObject({ status: 'issued' });
  const accounts = await db().acmeAccount.findMany({ where: { environmentId } });
  expect(accounts).toHaveLength(1);
  expect(accounts[0]!.keySealed).not.toContain('PRIVATE');
  expect(createHash('sha256').update(unseal(accounts[0]!.keySealed)).digest('hex')).toHaveLength(64);
  expect(unseal(accounts[0]!.keySealed)).toContain('PRIVATE KEY');
});

// Last: it goes on looking.
it('the controller orders as soon as a host is wanted', async () => {
  await putAcmeSettings('x', environmentId, settings());
  startAcmeController();
  await want('awake.a.test');
  await vi.waitFor(async () => expect(await stateOf('awake.a.test')).toMatchObject({ status: 'issued' }), { timeout: 10_000 });
});
