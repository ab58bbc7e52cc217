import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { db } from './db';
import { resealAll } from './reseal.repo';
import { rotateKeys } from './rotate-keys';
import { seal, unseal } from './seal';
import { newSealKey, sealKeys, writeSealKeys } from './seal-keys';

const dir = mkdtempSync(path.join(tmpdir(), 'gantry-keys-'));
beforeAll(async () => {
  process.env.GANTRY_DATA = dir;
  await testDatabase();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** One of each that is kept sealed. */
async function store(): Promise<void> {
  const user = await db().user.create({ data: { email: 'a@example.com', name: 'A', role: 'admin' } });
  await db().groupSecret.create({ data: { groupPath: '/a', name: 'S', versions: { create: [1, 2].map((number) => ({ number, sealed: seal(`secret ${number}`), createdBy: 'x' })) } } });
  await db().registryCredential.create({ data: { name: 'r', server: '', username: 'u', password: seal('password'), createdBy: 'x' } });
  const environment = await db().environment.create({ data: { name: 'e', connection: { sealed: seal('connection') } } });
  await db().totpFactor.create({ data: { userId: user.id, secret: seal('totp') } });
  await db().identityProvider.create({ data: { kind: 'oidc', name: 'p', enabled: true, createAccounts: false, accountRole: 'member', mappings: [], settings: {}, secret: seal('client'), createdBy: 'x' } as never });
  await db().certificate.create({ data: { groupPath: '/', names: ['a.test'], chainPem: 'x', keySealed: seal('key'), source: 'own', issuer: 'x', notBefore: new Date(), notAfter: new Date(), createdBy: 'x' } });
  await db().acmeAccount.create({ data: { environmentId: environment.id, directoryUrl: 'https://a.test', keySealed: seal('account') } });
  await db().acmeSettings.create({ data: { environmentId: environment.id, directoryUrl: 'https://a.test', email: 'a@example.com', termsAgreed: true, eabSealed: seal('eab'), updatedBy: 'x' } });
  await db().namePublisher.create({ data: { environmentId: user.id, kind: 'consul', name: 'n', settings: {}, secret: seal('token'), createdBy: 'x' } });
  await db().idempotentRequest.create({ data: { key: 'k', request: 'x', status: 200, body: seal('body') } });
}

async function sealed(): Promise<string[]> {
  const [secrets, registries, environments, factors, providers, publishers, requests, certificates, accounts, settings] = await Promise.all([db().secretVersion.findMany({ orderBy: { number: 'asc' } }), db().registryCredential.findMany(), db().environment.findMany(), db().totpFactor.findMany(), db().identityProvider.findMany(), db().namePublisher.findMany(), db().idempotentRequest.findMany(), db().certificate.findMany(), db().acmeAccount.findMany(), db().acmeSettings.findMany()]);
  return [...secrets.map((row) => row.sealed), ...registries.map(({ password }) => password), ...environments.map(({ connection }) => (connection as { sealed: string }).sealed), ...factors.map(({ secret }) => secret), ...providers.map(({ secret }) => secret!), ...publishers.map(({ secret }) => secret!), ...requests.map(({ body }) => body!), ...[...certificates, ...accounts].map(({ keySealed }) => keySealed), ...settings.map(({ eabSealed }) => eabSealed!)];
}
const PLAIN = ['secret 1', 'secret 2', 'password', 'connection', 'totp', 'client', 'token', 'body', 'key', 'account', 'eab'];

describe('a rotation of keys', () => {
  it('seals everything anew, and the old key opens nothing any more', async () => {
    await store();
    const before = await sealed();
    expect(before.every((text) => text.startsWith('v1.'))).toBe(true);
    expect(await rotateKeys()).toEqual({ resealed: PLAIN.length, madeKey: true });
    const { id } = sealKeys()[0]!;
    const after = await sealed();
    expect(after.every((text) => text.startsWith(`v2.${id}.`))).toBe(true);
    expect(after.map(unseal)).toEqual(PLAIN);
    expect(await rotateKeys()).toMatchObject({ resealed: PLAIN.length });
    expect(readFileSync(path.join(dir, 'seal.keys'), 'utf8')).not.toContain(id);
    expect(() => unseal(after[0]!)).toThrow();
    expect((await sealed()).map(unseal)).toEqual(PLAIN);
  });

  it('goes on where a killed one stopped', async () => {
    // Killed after the new key was written and some rows were sealed anew.
    writeSealKeys([newSealKey(), ...sealKeys()]);
    const [row] = await db().secretVersion.findMany({ where: { number: 1 } });
    await db().secretVersion.update({ where: { id: row!.id }, data: { sealed: seal(unseal(row!.sealed)) } });
    expect((await sealed()).map(unseal)).toEqual(PLAIN);
    await rotateKeys();
    expect(sealKeys()).toHaveLength(1);
    expect((await sealed()).map(unseal)).toEqual(PLAIN);
    expect(await resealAll()).toBe(0);
  });
});
