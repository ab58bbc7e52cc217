import { beforeAll, describe, expect, it } from 'vitest';
import type { NextRequest } from 'next/server';
import * as one from '@/app/api/v1/certificates/[id]/route';
import * as all from '@/app/api/v1/certificates/route';
import * as hosts from '@/app/api/v1/acme/hosts/route';
import { registerLocators } from '@/lib/locators';
import { PERMISSIONS } from '@/lib/platform/endpoint';
import { db } from '@/lib/platform/server/db';
import { sha256, unseal } from '@/lib/platform/server/seal';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import { encryptKey, makeCertificate, type Made } from '@/lib/testing/make-certificate';
import { certificatesFor } from './server/certificates-for';
import { wantAcme } from './server/want-acme';

const tokens: Record<string, string> = {};
let web: Made;
let newer: Made;
type Route = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const send = async (route: unknown, who: string, { method = 'GET', body, id, headers }: { method?: string; body?: unknown; id?: string; headers?: Record<string, string> } = {}) => {
  const answer = await (route as Route)(request(method, `/api/v1/certificates${id ? `/${id}` : ''}`, { token: tokens[who]!, ...(body !== undefined && { body }), ...(headers && { headers }) }), { params: Promise.resolve<Record<string, string>>(id ? { id } : {}) });
  const text = await answer.text();
  return { status: answer.status, text, json: (text ? JSON.parse(text) : {}) as Record<string, unknown> & { items: { id: string; names: string[]; group: string }[] } };
};
const upload = (who: string, body: object, headers?: Record<string, string>) => send(all.POST, who, { method: 'POST', body, ...(headers && { headers }) });
const bodyOf = ({ cert, key }: Made, group = '/a') => ({ group, chainPem: cert, privateKeyPem: key });
/** The middle of it, as it would stand in any text. */
const heartOf = (key: string) => key.split('\n')[1]!.slice(4, 44);

beforeAll(async () => {
  await testDatabase();
  registerLocators();
  for (const [name, role, group] of [['admin', 'admin', null], ['wideLead', 'lead', null], ['lead', 'lead', '/a'], ['developer', 'developer', '/a'], ['operator', 'operator', '/a'], ['other', 'lead', '/b']] as const) {
    const user = await db().user.create({ data: { email: `${name}@example.com`, name, role: group ? 'member' : role } });
    if (group) await db().grant.create({ data: { userId: user.id, role, groupPath: group, createdBy: 'x' } });
    tokens[name] = `gty_${name}`;
    await db().apiToken.create({ data: { userId: user.id, name, hash: sha256(`gty_${name}`), prefix: 'gty', permissions: [...PERMISSIONS] } });
  }
  web = makeCertificate({ names: ['web.a.test', '*.a.test'] });
  newer = makeCertificate({ names: ['web.a.test'], days: 200 });
});

describe('an uploaded certificate', () => {
  it('is kept, listed for its group, served, replaced and deleted; its key is nowhere to be read', async () => {
    const made = await upload('lead', bodyOf(web));
    expect(made).toMatchObject({ status: 201, json: { names: ['web.a.test', '*.a.test'], group: '/a', source: 'own', createdBy: 'lead' } });
    const id = made.json.id as string;
    expect((await send(all.GET, 'developer')).json.items.map((item) => item.id)).toEqual([id]);
    expect((await send(all.GET, 'other')).json.items).toEqual([]);
    expect((await send(all.GET, 'operator')).status).toBe(403);
    expect((await certificatesFor())[0]!.pem).toContain(heartOf(web.key));

    const replaced = await send(one.PUT, 'lead', { method: 'PUT', id, body: { chainPem: newer.cert, privateKeyPem: newer.key } });
    expect(replaced).toMatchObject({ status: 200, json: { id, names: ['web.a.test'] } });
    expect((await certificatesFor()).map(({ pem }) => pem.includes(heartOf(newer.key)))).toEqual([true]);
    const row = await db().certificate.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(heartOf(newer.key));
    expect(unseal(row.keySealed)).toContain(heartOf(newer.key));

    for (const who of ['developer', 'other']) expect((await send(one.DELETE, who, { method: 'DELETE', id })).status).not.toBe(204);
    expect((await send(one.DELETE, 'lead', { method: 'DELETE', id })).status).toBe(204);
    expect(await certificatesFor()).toEqual([]);
    const told = JSON.stringify([made.text, replaced.text, await db().auditEvent.findMany()], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    for (const { key } of [web, newer]) expect(told).not.toContain(heartOf(key));
    expect(told).not.toContain('PRIVATE KEY');
  });

  it('that serves everybody is the admin’s alone', async () => {
    for (const who of ['lead', 'wideLead']) expect((await upload(who, bodyOf(web, '/'))).status).toBe(403);
    const { json } = await upload('admin', bodyOf(web, '/'));
    const id = json.id as string;
    expect((await send(all.GET, 'other')).json.items.map((item) => item.id)).toEqual([id]);
    for (const who of ['lead', 'wideLead', 'other']) expect((await send(one.DELETE, who, { method: 'DELETE', id })).status, who).not.toBe(204);
    expect((await send(one.DELETE, 'admin', { method: 'DELETE', id })).status).toBe(204);
  });

  it.each<[string, string, string, () => object]>([
    ['not_pem', '$.chainPem', '这不是 PEM 文本', () => ({ chainPem: 'hello' })],
    ['key_in_chain', '$.chainPem', '混有私钥', () => ({ chainPem: web.cert + web.key })],
    ['key_not_pem', '$.privateKeyPem', '这不是 PEM 格式的私钥', () => ({ privateKeyPem: web.cert })],
    ['key_encrypted', '$.privateKeyPem', '密码加密', () => ({ privateKeyPem: encryptKey(web.key) })],
    ['key_does_not_fit', '$.privateKeyPem', '不匹配', () => ({ privateKeyPem: newer.key })],
    ['expired', '$.chainPem', '已于 2020-02-01 过期', () => { const { cert, key } = makeCertificate({ names: ['a.test'], between: ['20200101000000Z', '20200201000000Z'] }); return { chainPem: cert, privateKeyPem: key }; }],
    ['chain_foreign', '$.chainPem', '无关', () => ({ chainPem: web.cert + newer.cert })],
  ])('is refused with %s at %s, in both languages, and leaves nothing behind', async (code, path, chinese, change) => {
    const body = { ...bodyOf(web), ...change() };
    const english = await upload('lead', body);
    expect(english).toMatchObject({ status: 422, json: { code: `certificates.${code}`, errors: [{ path }] } });
    expect(String(english.json.detail)).toMatch(/^[A-Z].*[.m]$/);
    const told = await upload('lead', body, { 'accept-language': 'zh-CN' });
    expect(String(told.json.detail)).toContain(chinese);
    expect(await db().certificate.count()).toBe(0);
    const audited = JSON.stringify(await db().auditEvent.findMany(), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    for (const text of [english.text, told.text, audited]) expect(text).not.toContain(heartOf(web.key));
  });

  it('does not show its key to the audit log either where somebody tried it elsewhere', async () => {
    for (const body of [bodyOf(web, '/b'), { ...bodyOf(web, '/b'), chainPem: web.key }, { group: '/a', chainPem: web.key, privateKeyPem: web.key, more: 1 }]) expect((await upload('lead', body)).status).toBeGreaterThanOrEqual(400);
    const audited = JSON.stringify(await db().auditEvent.findMany(), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(audited).not.toContain(heartOf(web.key));
  });
});

it('the hosts by ACME are told to those whose they are, in their language', async () => {
  const { id } = await db().environment.create({ data: { name: 'e', connection: { kind: 'socket' } } });
  await wantAcme(id, [{ host: '*.a.test', groupPath: '/a' }, { host: 'www.b.test', groupPath: '/b' }]);
  const mine = await send(hosts.GET, 'developer', { headers: { 'accept-language': 'zh-CN' } });
  expect(mine.json.items).toMatchObject([{ host: '*.a.test', group: '/a', status: 'failed', reason: { detail: expect.stringContaining('请为它上传自己的证书') } }]);
  expect(mine.text).not.toContain('b.test');
});
