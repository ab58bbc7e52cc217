import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { NextRequest } from 'next/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ACCESS, LADDER, mayRole, readCell } from './access-matrix';
import { admit } from './access/server/admit';
import { authenticate } from './access/server/authenticate';
import { createApp } from './apps/server/deploy-app';
import { getApp } from './apps/server/get-app';
import { appSpec } from './apps/spec';
import { ENDPOINTS } from './endpoints';
import { claim } from './environments/server/claims';
import type { EngineConnection } from './environments/server/engine-connection';
import { registerLocators } from './locators';
import type { Endpoint } from './platform/endpoint';
import { db } from './platform/server/db';
import { sha256 } from './platform/server/seal';
import { testEngine } from './testing/engine';
import { request } from './testing/http';
import { everyPermission } from './testing/scopes';
import { withApps } from './testing/with-apps';

const ROOT = path.resolve(import.meta.dirname, '..');
const admin = everyPermission('admin');
const unique = `m${process.pid}`;
const [OWN, OTHER] = [`/own-${unique}`, `/other-${unique}`];
const secretOf = (group: string) => `secret-of-${group.slice(1)}`;

type Handler = ((request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>) & { endpoint: Endpoint };
type Things = Record<string, string>;

let engine: EngineConnection;
const handlers = new Map<string, Handler>();
const things: Record<'own' | 'other', Things> = { own: {}, other: {} };
/** A token for each role on the own tenant, and for the admin. */
const tokens: Record<string, string> = {};

const tokenOf = async (userId: string, name: string) => {
  const token = `gty_matrix-${unique}-${name}`;
  const { PERMISSIONS } = await import('./platform/endpoint');
  await db().apiToken.create({ data: { userId, name, hash: sha256(token), prefix: 'gty_matrix', permissions: [...PERMISSIONS] } });
  return token;
};

async function makeTenant(group: string): Promise<Things> {
  const spec = appSpec.parse({ image: testEngine.image, cmd: `echo ${secretOf(group)}; exec sleep 3600`, cpus: 0.1, mem: 16, labels: { tenant: group }, volumes: [{ type: 'volume', source: `data-${group.slice(1)}`, containerPath: '/data' }], taskKillGracePeriodSeconds: 0 });
  const app = await createApp(admin, { path: `${group}/app`, environmentId: engine.id, spec, message: '' });
  await vi.waitFor(async () => expect((await getApp(app.id, 'en')).status).toBe('running'), { timeout: 45_000, interval: 100 });
  const detail = await getApp(app.id, 'en');
  const instance = detail.instanceRows[0]!;
  // An image of its own: the one that both run is both tenants'.
  const { Id: image } = await testEngine.docker.getContainer(instance.containerId!).commit({ repo: `only${group}`, tag: '1' });
  await engine.inventory.refresh('image');
  await claim(engine.id, 'image', image, group, 'x');
  const promotion = await db().promotion.create({ data: { fromPath: app.path, fromVersion: 1, toPath: `${group}/app`, environmentId: engine.id, spec, askedBy: 'x' } });
  const registry = await db().registryCredential.create({ data: { name: `r-${group.slice(1)}`, server: 'r.test', username: 'u', password: 'x', groupPath: group, createdBy: 'x' } });
  const certificate = await db().certificate.create({ data: { groupPath: group, names: [`${secretOf(group)}.example.com`], chainPem: 'x', keySealed: 'x', source: 'own', issuer: secretOf(group), notBefore: new Date(), notAfter: new Date(), createdBy: 'x' } });
  const acmeHost = await db().acmeHost.create({ data: { environmentId: engine.id, host: `${secretOf(group)}.example.com`, groupPath: group } });
  const user = await db().user.create({ data: { email: `somebody${group.slice(1)}@example.com`, name: secretOf(group), role: 'member' } });
  const grant = await db().grant.create({ data: { userId: user.id, role: 'viewer', groupPath: group, createdBy: 'x' } });
  const elevation = await db().elevation.create({ data: { userId: user.id, role: 'operator', groupPath: group, minutes: 5, reason: secretOf(group) } });
  const quotaRequest = await db().quotaRequest.create({ data: { groupPath: group, reason: secretOf(group), askedBy: secretOf(group) } });
  const recording = await db().terminalRecording.create({ data: { environmentId: engine.id, containerId: instance.containerId!, containerName: secretOf(group), groupPath: `${group}/app`, userName: secretOf(group) } });
  return {
    group, appId: app.id, environmentId: engine.id, instanceId: instance.id, containerId: instance.containerId!, deploymentId: detail.deployments[0]!.id, promotionId: promotion.id, number: '1',
    name: `data-${group.slice(1)}`, networkId: engine.inventory.networks().find(({ name }) => name === `gantry-${group.slice(1)}`)!.id, imageId: image,
    registry: registry.id, certificate: certificate.id, acmeHost: acmeHost.id, grant: grant.id, elevation: elevation.id, quotaRequest: quotaRequest.id, recording: recording.id,
  };
}

withApps(OWN, (connected) => { engine = connected; });

beforeAll(async () => {
  registerLocators();
  for (const file of readdirSync(path.join(ROOT, 'app/api/v1'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('route.ts'))) {
    for (const [method, handler] of Object.entries((await import(path.join(ROOT, 'app/api/v1', file))) as Record<string, Handler>)) if (handler.endpoint) handlers.set(`${method} ${handler.endpoint.path}`, handler);
  }
  things.own = await makeTenant(OWN);
  things.other = await makeTenant(OTHER);
  for (const role of LADDER) {
    const user = await db().user.create({ data: { email: `${role}-${unique}@example.com`, name: role, role: role === 'admin' ? 'admin' : 'member' } });
    if (role !== 'admin') await db().grant.create({ data: { userId: user.id, role, groupPath: OWN, createdBy: 'x' } });
    tokens[role] = await tokenOf(user.id, role);
  }
}, 120_000);

/** What names the place in a body. Only these need a body that can be read before the place is known. */
const spec = { image: 'none' };
const limits = { cpus: 1, mem: 64, disk: null, instances: 1 };
const bodies: Record<string, (of: Things) => unknown> = {
  'POST /api/v1/apps': ({ group, environmentId }) => ({ path: `${group}/new`, environmentId, spec }),
  'POST /api/v1/apps/plan': ({ group, environmentId }) => ({ path: `${group}/new`, environmentId, spec }),
  'POST /api/v1/apps/sample': ({ group, environmentId }) => ({ group, environmentId }),
  'POST /api/v1/groups': ({ group }) => ({ path: `${group}/new` }),
  'POST /api/v1/groups/scale': ({ group }) => ({ group, scaleBy: 1 }),
  'POST /api/v1/groups/move': ({ group }) => ({ from: `${group}/app`, to: `${group}/moved` }),
  'POST /api/v1/groups/deploy': ({ group, environmentId }) => ({ group, environmentId, apps: [{ path: `${group}/new`, spec }] }),
  'PUT /api/v1/group-settings/variables': ({ group }) => ({ group, name: 'A', value: 'b' }),
  'PUT /api/v1/group-settings/secrets': ({ group }) => ({ group, name: 'A', secret: 'b' }),
  'POST /api/v1/registries': ({ group }) => ({ group, name: 'new', server: '', username: 'u', password: 'p' }),
  'POST /api/v1/certificates': ({ group }) => ({ group, chainPem: 'x', privateKeyPem: 'x' }),
  'POST /api/v1/grants': ({ group }) => ({ group, role: 'viewer', subject: { kind: 'team', name: 'x' } }),
  'PUT /api/v1/quotas': ({ group }) => ({ group, limits }),
  'POST /api/v1/quota-requests': ({ group }) => ({ group, limits, reason: 'more' }),
  'POST /api/v1/containers/actions': ({ environmentId, containerId }) => ({ action: 'pause', items: [{ environmentId, id: containerId }] }),
};
const queries: Record<string, Record<string, string>> = { 'DELETE /api/v1/group-settings/variables': { name: 'A' }, 'DELETE /api/v1/group-settings/secrets': { name: 'A' } };

/** The id that a path's `[id]` means depends on what the operation is about. */
function paramsOf({ path: pattern, on }: Endpoint, of: Things): Record<string, string> {
  const names = [...pattern.matchAll(/\[(\w+)\]/g)].map((match) => match[1]!);
  return Object.fromEntries(names.map((name) => [name, name === 'id' ? (of[String(on)] ?? '01980000-0000-7000-8000-000000000000') : (of[name] ?? 'nothing')]));
}

function inputOf(operation: string, endpoint: Endpoint, of: Things) {
  const params = paramsOf(endpoint, of);
  const body = bodies[operation]?.(of) ?? (typeof endpoint.on === 'object' && 'body' in endpoint.on ? { group: of.group } : undefined);
  const query = new URLSearchParams({ ...(typeof endpoint.on === 'object' && 'query' in endpoint.on && { group: of.group! }), ...queries[operation] });
  const url = `${endpoint.path.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name]!))}${query.size > 0 ? `?${query}` : ''}`;
  return { params, body, url, query };
}

const refusal = async (answer: Response) => (answer.headers.get('content-type') === 'application/problem+json' ? ((await answer.json()) as { code: string }).code : `answered ${answer.status}`);
const call = (operation: string, role: string, of: Things) => {
  const handler = handlers.get(operation)!;
  const { params, body, url } = inputOf(operation, handler.endpoint, of);
  return handler(request(handler.endpoint.method, url, { token: tokens[role]!, ...(body !== undefined && { body }) }), { params: Promise.resolve(params) });
};

/** Lets the request in as far as the handler, which is not run: what may be done is not to be done here. */
async function comesIn(operation: string, role: string, of: Things): Promise<void> {
  const { endpoint } = handlers.get(operation)!;
  const { params, body, url, query } = inputOf(operation, endpoint, of);
  const scope = await authenticate(request(endpoint.method, url, { token: tokens[role]! }));
  const read = typeof endpoint.on === 'object' && 'body' in endpoint.on ? endpoint.body!.parse(body) : body;
  if (endpoint.permission !== 'public' && endpoint.permission !== 'signed-in') expect(scope.permissions.has(endpoint.permission)).toBe(true);
  await admit(endpoint, scope, { params: params, query: Object.fromEntries(query), body: read });
}

describe('the table of who may do what', () => {
  const operations = ENDPOINTS.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);

  it('has every route, and nothing else', () => expect(Object.keys(ACCESS).sort()).toEqual([...operations].sort()));

  const guarded = operations.filter((operation) => !['public', 'everybody'].includes(readCell(operation).least));

  describe.each(LADDER)('%s', (role) => {
    it.each(guarded)('%s in the own tenant', async (operation) => {
      const { least } = readCell(operation);
      if (mayRole(least, role)) await expect(comesIn(operation, role, things.own)).resolves.toBeUndefined();
      else expect(await refusal(await call(operation, role, things.own))).toBe('access.forbidden');
    });

    it.each(guarded)('%s in another tenant', async (operation) => {
      const { least, other } = readCell(operation);
      if (role === 'admin') return expect(comesIn(operation, role, things.other)).resolves.toBeUndefined();
      if (other === 'left out' && mayRole(least, role)) {
        // Asked for real: what it tells must know nothing of the other.
        if (!operation.startsWith('GET')) return;
        const text = await (await call(operation, role, things.own)).text();
        for (const word of [OTHER.slice(1), things.other.appId!, things.other.containerId!, things.other.deploymentId!]) expect(text, word).not.toContain(word);
        return;
      }
      const code = await refusal(await call(operation, role, things.other));
      if (other === 'refused' || !mayRole(least, role)) expect(['access.forbidden', 'access.hidden']).toContain(code);
      else expect(code).toBe('access.hidden');
    });
  });

  it('an image that both tenants run names the containers of the own one alone', async () => {
    const shared = engine.inventory.images().find(({ tags }) => tags.includes(testEngine.image))!.id;
    const { GET } = (await import('@/app/api/v1/environments/[environmentId]/images/[imageId]/route')) as unknown as { GET: Handler };
    const see = async (role: string) => (await (await GET(request('GET', '/x', { token: tokens[role]! }), { params: Promise.resolve({ environmentId: engine.id, imageId: shared }) })).json()) as { containers: { name: string }[] };
    const names = (await see('viewer')).containers.map(({ name }) => name).join(' ');
    expect(names).toContain(OWN.slice(1));
    expect(names).not.toContain(OTHER.slice(1));
    expect((await see('admin')).containers.map(({ name }) => name).join(' ')).toContain(OTHER.slice(1));
  });

  const hidden = guarded.filter((operation) => readCell(operation).other === 'hidden');
  it.each(hidden)('%s answers of what there is not as of what is hidden', async (operation) => {
    const { endpoint } = handlers.get(operation)!;
    if (typeof endpoint.on !== 'string') return;
    const nothing = Object.fromEntries(Object.entries(things.other).map(([name, value]) => [name, name === 'environmentId' || name === 'number' ? value : '01980000-0000-7000-8000-000000000000']));
    const [there, gone] = [await call(operation, 'lead', things.other), await call(operation, 'lead', nothing)];
    expect(there.status).toBe(gone.status);
    const plain = async (answer: Response) => JSON.stringify({ ...((await answer.json()) as object), instance: undefined });
    expect(await plain(there)).toBe(await plain(gone));
  });
});
