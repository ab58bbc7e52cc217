import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { subscribeLive } from '@/lib/platform/server/live-bus';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import { request } from '@/lib/testing/http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { makeSshKey } from '@/lib/testing/ssh-host';
import { makeCertificates } from '@/lib/testing/start-engine';
import type { ConnectionInput, InventoryLiveEvent } from '../contract';
import { engineMap } from './engines';
import type { EngineConnection } from './engine-connection';

await testDatabase();
const { createUser } = await import('@/lib/access/server/user.repo');
const { createTokenFromCommandLine } = await import('@/lib/access/server/create-token');
const { db } = await import('@/lib/platform/server/db');
const { findEnvironment } = await import('./environment.repo');
const { POST } = await import('@/app/api/v1/environments/route');
const one = await import('@/app/api/v1/environments/[environmentId]/route');
const { POST: TEST } = await import('@/app/api/v1/environments/test/route');

let token: string;
beforeAll(async () => {
  const user = (await createUser({ email: 'admin@example.com', name: 'Admin', role: 'admin', passwordHash: null }))!;
  token = (await createTokenFromCommandLine({ name: 'admin', email: user.email, expiresInDays: 1 })).token;
});
afterAll(() => {
  for (const engine of engineMap().values()) (engine as EngineConnection).close();
  engineMap().clear();
});

const answer = async (response: Response) => ({ status: response.status, text: await response.clone().text(), json: response.status === 204 ? undefined : ((await response.json()) as { id: string; code: string; errors?: { path: string }[] }) });
const at = (id: string) => ({ params: Promise.resolve({ environmentId: id }) });
const add = async (name: string, connection: unknown) => answer(await POST(request('POST', '/api/v1/environments', { token, body: { name, connection } }), { params: Promise.resolve({}) }));
const show = async (id: string) => answer(await one.GET(request('GET', `/api/v1/environments/${id}`, { token }), at(id)));
const change = async (id: string, name: string, connection: unknown) => answer(await one.PUT(request('PUT', `/api/v1/environments/${id}`, { token, body: { name, connection } }), at(id)));
const remove = async (id: string) => answer(await one.DELETE(request('DELETE', `/api/v1/environments/${id}`, { token }), at(id)));
const test = async (connection: unknown, environmentId?: string) => answer(await TEST(request('POST', '/api/v1/environments/test', { token, body: { connection, environmentId } }), { params: Promise.resolve({}) }));
const stored = async (id: string) => (await findEnvironment(id))!.connection;

const privateKey = makeSshKey();
const fingerprint = `SHA256:${'b'.repeat(43)}`;
const ssh = { kind: 'ssh', host: '127.0.0.1', port: 1, username: 'root', privateKey, hostKeyFingerprint: fingerprint };
const dir = mkdtempSync(path.join(tmpdir(), 'gtc-'));
afterAll(() => rmSync(dir, { recursive: true }));
const certificates = makeCertificates(path.join(dir, 'certs'));
const tls = { ca: certificates.read('ca.pem'), cert: certificates.read('client.pem'), key: certificates.read('client-key.pem') };
const tcp = { kind: 'tcp', host: '127.0.0.1', port: 1, tls };

describe('an environment', () => {
  it('that is added is connected, and followed until it is removed', async () => {
    const gone: string[] = [];
    const stop = subscribeLive((event) => { if (event.kind === 'inventory') gone.push(...(event.data as InventoryLiveEvent).removes); });
    const { status, json } = await add('near', { kind: 'socket', socketPath: testEngine.socketPath });
    expect(status).toBe(201);
    const id = json!.id;
    await vi.waitFor(() => expect(engineMap().get(id)?.status().kind).toBe('up'), { timeout: 10_000, interval: 20 });
    const image = engineMap().get(id)!.inventory.images()[0]!.id;
    expect(await add('near', { kind: 'socket', socketPath: '/x' })).toMatchObject({ status: 409, json: { code: 'environments.name_taken', errors: [{ path: '$.name' }] } });
    expect((await remove(id)).status).toBe(204);
    expect(engineMap().has(id)).toBe(false);
    expect(gone, 'open pages drop its rows').toContain(image);
    expect((await show(id)).status).toBe(404);
    stop();
  });

  it('behind SSH is not saved until its host key is confirmed', async () => {
    const { hostKeyFingerprint: _, ...unconfirmed } = ssh;
    const refusal = { status: 422, json: { code: 'environments.ssh_host_key_unconfirmed', errors: [{ path: '$.connection.hostKeyFingerprint' }] } };
    expect(await add('far', unconfirmed)).toMatchObject(refusal);
    const { json } = await add('far', ssh);
    expect(await change(json!.id, 'far', { ...unconfirmed, host: 'elsewhere' })).toMatchObject(refusal);
    expect(await stored(json!.id)).toEqual(ssh);
    await remove(json!.id);
  });

  it.each([['ssh', ssh, { ...ssh, privateKey: '' }, { ...ssh, username: 'other' }], ['tls', tcp, { ...tcp, tls: { ca: '', cert: '', key: '' } }, { ...tcp, port: 2 }]] as const)('never sends a secret back, and keeps one that is left empty (%s)', async (name, whole, emptied, changed) => {
    const { json } = await add(name, whole);
    const id = json!.id;
    const shown = await show(id);
    expect(shown.status).toBe(200);
    const withheld = 'tls' in whole ? [tls.key, tls.cert, tls.ca] : [privateKey];
    const answers = [shown.text, (await change(id, name, { ...emptied, ...('tls' in whole ? { port: 2 } : { username: 'other' }) })).text, (await test(emptied, id)).text, (await change(id, 'x'.repeat(200), whole)).text];
    for (const text of answers) for (const secret of withheld) expect(text).not.toContain(secret.split('\n')[1]);
    expect(await stored(id)).toEqual(changed);
    const rows = JSON.stringify(await db().auditEvent.findMany());
    for (const secret of withheld) expect(rows).not.toContain(secret.split('\n')[1]);
    expect(JSON.stringify(await db().environment.findUnique({ where: { id } }))).not.toContain('PRIVATE');
    await remove(id);
  });

  it('is refused with the field where a secret is missing or is none', async () => {
    const at422 = (code: string, field: string) => ({ status: 422, json: { code: `environments.${code}`, errors: [{ path: `$.connection.${field}` }] } });
    expect(await add('a', { ...ssh, privateKey: '' })).toMatchObject(at422('secret_missing', 'privateKey'));
    expect(await add('a', { ...ssh, privateKey: 'x' })).toMatchObject(at422('invalid_ssh_key', 'privateKey'));
    expect(await add('a', { ...tcp, tls: { ...tls, key: '' } })).toMatchObject(at422('secret_missing', 'tls.key'));
    expect(await add('a', { ...tcp, tls: { ...tls, cert: tls.ca } })).toMatchObject(at422('tls_key_mismatch', 'tls.key'));
    // A secret of another kind of connection is not one for this.
    const { json } = await add('a', ssh);
    expect(await change(json!.id, 'a', { ...tcp, tls: { ca: '', cert: '', key: '' } })).toMatchObject(at422('secret_missing', 'tls.ca'));
    await remove(json!.id);
  });

  it('that two people change at once keeps one change whole, and tells the other', async () => {
    const { json } = await add('both', { kind: 'socket', socketPath: '/x' });
    const to = (socketPath: string): ConnectionInput => ({ kind: 'socket', socketPath });
    const results = await Promise.all(['/a', '/b', '/c'].map((socketPath) => change(json!.id, 'both', to(socketPath))));
    for (const { status, json: said } of results) if (status !== 200) expect(said!.code).toBe('environments.changed_meanwhile');
    expect(results.some(({ status }) => status === 200)).toBe(true);
    await remove(json!.id);
  });

  it('with apps in it stays', async () => {
    const { json } = await add('used', { kind: 'socket', socketPath: '/x' });
    const app = await db().app.create({ data: { path: '/used', environmentId: json!.id, wantedVersion: 1, wantedInstances: 1 } });
    expect(await remove(json!.id)).toMatchObject({ status: 409, json: { code: 'environments.in_use' } });
    expect((await show(json!.id)).status).toBe(200);
    await db().app.delete({ where: { id: app.id } });
    await remove(json!.id);
  });
});
