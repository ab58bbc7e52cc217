import { beforeAll, describe, expect, it } from 'vitest';
import { POST as plan } from '@/app/api/v1/apps/plan/route';
import { POST as createApp } from '@/app/api/v1/apps/route';
import { POST as createContainer } from '@/app/api/v1/environments/[environmentId]/containers/route';
import { POST as createVolume } from '@/app/api/v1/environments/[environmentId]/volumes/route';
import { PERMISSIONS } from './platform/endpoint';
import { connectTestEngine } from './testing/connected-engine';
import { testDatabase } from './testing/database';
import { testEngine } from './testing/engine';
import { canStartEngines, startEngine } from './testing/start-engine';
import { request } from './testing/http';

interface Problem { code: string; detail: string; errors?: { path: string; message: string }[] }

let token: string;
let environmentId: string;
beforeAll(async () => {
  await testDatabase();
  const { createUser } = await import('./access/server/user.repo');
  const { createApiToken } = await import('./access/server/api-token.repo');
  const { sha256 } = await import('./platform/server/seal');
  const admin = await createUser({ email: 'admin@example.com', name: 'Admin', role: 'admin', passwordHash: null });
  token = 'gty_test-token-of-an-admin';
  await createApiToken({ userId: admin!.id, name: 'all', hash: sha256(token), prefix: 'gty_test', permissions: [...PERMISSIONS], expiresAt: null });
  environmentId = (await connectTestEngine()).id;
});

const spec = { image: testEngine.image, pullPolicy: 'never', args: ['sleep', '3600'], cpus: 0.1, mem: 16 };
const inEnvironment = { params: Promise.resolve({}) };
const send = async (route: (...args: never[]) => Promise<Response>, body: unknown, { language = 'en', raw, params = inEnvironment }: { language?: string; raw?: string; params?: object } = {}) => {
  const asked = request('POST', '/api/v1/any', { token, body, headers: { 'accept-language': language } });
  const sent = raw === undefined ? asked : new (asked.constructor as typeof Request)(asked.url, { method: 'POST', headers: asked.headers, body: raw });
  const answer = await (route as unknown as (request: unknown, context: unknown) => Promise<Response>)(sent, params);
  return { status: answer.status, problem: (await answer.json()) as Problem };
};
const of = () => ({ params: Promise.resolve({ environmentId }) });
/** Containers and rows of an app. */
const leftOf = async (path: string) => {
  const { pathIsTaken } = await import('./apps/server/app.repo');
  return (await testEngine.docker.listContainers({ all: true, filters: { label: [`gantry.app=${path}`] } })).length + Number(await pathIsTaken(path));
};

describe('what cannot be used is refused at its place, in both languages, and leaves nothing behind', () => {
  it.each([
    ['0 CPUs', { cpus: 0 }, '$.spec.cpus'],
    ['a bad memory figure', { mem: '1g' }, '$.spec.mem'],
    ['less memory than an engine takes', { mem: 1 }, '$.spec.mem'],
    ['a port that is none', { ports: [{ containerPort: 70_000 }] }, '$.spec.ports[0].containerPort'],
    ['a field that does not exist', { privileged: true }, '$.spec'],
    ['a path with dots', { volumes: [{ type: 'host', source: '/srv/../etc', containerPath: '/data' }] }, '$.spec.volumes[0].source'],
    ['one port twice', { ports: [{ containerPort: 80 }, { containerPort: 80 }] }, '$.spec.ports[1].containerPort'],
    ['a fixed port for many', { instances: 2, ports: [{ containerPort: 80, hostPort: 8080 }] }, '$.spec.ports[0].hostPort'],
    ['a reserved label', { labels: { 'gantry.app': '/other' } }, '$.spec.labels.gantry.app'],
    ['the network of the host beside another', { networks: [{ name: 'host' }, { name: 'web' }] }, '$.spec.networks[0].name'],
    ['negative capacity', { upgradeStrategy: { minimumHealthCapacity: -0.5 } }, '$.spec.upgradeStrategy.minimumHealthCapacity'],
    ['constraints that no host meets', { constraints: [{ field: 'hostname', operator: 'IS', value: 'nowhere' }] }, '$.spec.constraints[0]'],
    ['a dependency on itself', { dependencies: ['/bad/input'] }, '$.spec.dependencies'],
    ['a dependency that is not there', { dependencies: ['/bad/other'] }, '$.spec.dependencies[0]'],
    ['a check without a port', { healthChecks: [{ protocol: 'HTTP' }] }, '$.spec.healthChecks[0].port'],
    ['a secret that nobody set', { env: { A: { secret: 'NOT_SET' } } }, '$.spec.env.A'],
  ])('%s', async (_what, change, path) => {
    const body = { path: '/bad/input', environmentId, spec: { ...spec, ...change } };
    const english = await send(createApp, body);
    const chinese = await send(createApp, body, { language: 'zh-CN' });
    expect(english.status).toBe(422);
    expect(english.problem.errors!.map((one) => one.path)).toContain(path);
    expect(english.problem.errors![0]!.message).toMatch(/\w+ \w+/);
    expect(chinese.problem.errors![0]!.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await leftOf(body.path)).toBe(0);
  });

  it('a path that is taken', async () => {
    const body = { path: '/bad/taken', environmentId, spec: { ...spec, instances: 0 } };
    expect((await send(createApp, body)).status).toBe(201);
    expect(await send(createApp, body)).toMatchObject({ status: 409, problem: { code: 'apps.path_taken', errors: [{ path: '$.path' }] } });
  });

  it('a body that is not JSON, and one that is too large', async () => {
    expect(await send(plan, {}, { raw: '{"path": ' })).toMatchObject({ status: 400, problem: { code: 'platform.malformed_json' } });
    expect(await send(plan, { path: 'x'.repeat(3_000_000) })).toMatchObject({ status: 413, problem: { code: 'platform.body_too_large' } });
  });

  it('an environment that does not exist', async () => {
    expect(await send(plan, { path: '/bad/where', environmentId: crypto.randomUUID(), spec })).toMatchObject({ status: 404, problem: { code: 'environments.not_found' } });
  });

  it('a volume whose name no engine takes', async () => {
    expect(await send(createVolume, { name: 'bad name' }, { params: of() })).toMatchObject({ status: 422, problem: { errors: [{ path: '$.name' }] } });
  });

  it('a container of an unknown image', async () => {
    const name = testEngine.unique('unknown');
    const { status, problem } = await send(createContainer, { spec: { name, image: 'no-such-image:9', pull: false } }, { params: of() });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(problem.detail.length).toBeGreaterThan(10);
    expect((await testEngine.docker.listContainers({ all: true, filters: { name: [name] } })).length).toBe(0);
  });

  it.runIf(canStartEngines)('an engine that is gone', async () => {
    const own = await startEngine();
    const engine = await connectTestEngine(own.socketPath);
    await own.stop();
    const english = await send(createVolume, { name: 'gone' }, { params: { params: Promise.resolve({ environmentId: engine.id }) } });
    expect(english).toMatchObject({ status: 503, problem: { code: 'environments.engine_unreachable' } });
    expect(english.problem.detail).toContain(engine.name);
  });
});
