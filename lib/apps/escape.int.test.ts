import { beforeAll, describe, expect, it, vi } from 'vitest';
import { POST as postApp } from '@/app/api/v1/apps/route';
import { PUT as putApp } from '@/app/api/v1/apps/[appId]/route';
import { POST as deployOld } from '@/app/api/v1/apps/[appId]/versions/[number]/deploy/route';
import { POST as postGroup } from '@/app/api/v1/groups/deploy/route';
import { GET as getLogs } from '@/app/api/v1/environments/[environmentId]/containers/[containerId]/logs/route';
import { GET as getContainer } from '@/app/api/v1/environments/[environmentId]/containers/[containerId]/route';
import { POST as postContainer } from '@/app/api/v1/environments/[environmentId]/containers/route';
import { POST as postTicket } from '@/app/api/v1/environments/[environmentId]/containers/[containerId]/terminal/tickets/route';
import { POST as actOn } from '@/app/api/v1/containers/actions/route';
import { POST as promote } from '@/app/api/v1/apps/[appId]/promote/route';
import { GET as stream } from '@/app/api/v1/stream/route';
import { GET as getVolume } from '@/app/api/v1/environments/[environmentId]/volumes/[name]/route';
import { PUT as putPolicy } from '@/app/api/v1/policies/route';
import { POST as postGrant } from '@/app/api/v1/grants/route';
import { putPolicy as openPolicy } from '@/lib/groups/server/policy';
import { putSecret } from '@/lib/groups/server/settings';
import { createRegistry } from '@/lib/registries/server/manage-registries';
import { claim } from '@/lib/environments/server/claims';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import { registerLocators } from '@/lib/locators';
import { PERMISSIONS } from '@/lib/platform/endpoint';
import { db } from '@/lib/platform/server/db';
import { sha256 } from '@/lib/platform/server/seal';
import { testEngine } from '@/lib/testing/engine';
import { request } from '@/lib/testing/http';
import { everyPermission } from '@/lib/testing/scopes';
import { withApps } from '@/lib/testing/with-apps';
import { createApp } from './server/deploy-app';
import { getApp } from './server/get-app';
import { appSpec } from './spec';

const unique = `e${process.pid}`;
const [OWN, OTHER] = [`/red-${unique}`, `/blue-${unique}`];
const admin = everyPermission('admin');
const plain = { image: testEngine.image, cmd: 'sleep 3600', cpus: 0.05, mem: 16, user: '1000:1000', taskKillGracePeriodSeconds: 0 };

let engine: EngineConnection;
let token: string;
let lead: string;
const ids: Record<string, string> = {};

type Route = (request: ReturnType<typeof import('@/lib/testing/http').request>, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const ask = (route: unknown, method: string, url: string, params: Record<string, string>, body?: unknown, as = token) => (route as Route)(request(method, url, { token: as, ...(body !== undefined && { body }) }), { params: Promise.resolve(params) });
interface Problem { code: string; status: number; errors?: { path: string; code: string }[] }
const problemOf = async (answer: Response): Promise<Problem> => {
  const text = await answer.text();
  expect(answer.headers.get('content-type'), text).toBe('application/problem+json');
  return JSON.parse(text) as Problem;
};
const running = (id: string) => vi.waitFor(async () => expect((await getApp(id, 'en')).status).toBe('running'), { timeout: 45_000, interval: 100 });

async function person(name: string, role: string): Promise<string> {
  const user = await db().user.create({ data: { email: `${name}-${unique}@example.com`, name, role: 'member' } });
  await db().grant.create({ data: { userId: user.id, role, groupPath: OWN, createdBy: 'x' } });
  const text = `gty_escape-${unique}-${name}`;
  await db().apiToken.create({ data: { userId: user.id, name: `${name}-${unique}`, hash: sha256(text), prefix: 'gty_escape', permissions: [...PERMISSIONS] } });
  return text;
}

withApps(OWN, (connected) => { engine = connected; });
beforeAll(async () => {
  registerLocators();
  token = await person('dev', 'developer');
  lead = await person('lead', 'lead');
  await openPolicy(admin, OWN, { images: [testEngine.image, 'busybox', 'only-here-*'] });
  const other = await createApp(admin, { path: `${OTHER}/app`, environmentId: engine.id, spec: appSpec.parse({ ...plain, volumes: [{ type: 'volume', source: `data${OTHER.slice(1)}`, containerPath: '/data' }] }), message: '' });
  await running(other.id);
  ids.other = other.id;
  ids.container = (await getApp(other.id, 'en')).instanceRows[0]!.containerId!;
  await putSecret('admin', { group: OTHER, name: 'THEIRS', secret: 'hidden from you' });
  await createRegistry('admin', { name: `theirs-${unique}`, group: OTHER, server: 'r.test', username: 'u', password: 'p' });
  await testEngine.docker.createVolume({ Name: `host-${unique}`, DriverOpts: { type: 'none', o: 'bind', device: '/' }, Driver: 'local' });
  await engine.inventory.refresh('volume');
  ids.unmanaged = (await testEngine.run()).id;
  await engine.inventory.refresh('container');
}, 120_000);

/** The row that says who tried what and what came of it. */
async function isAudited(outcome: string, since: Date, who = 'dev'): Promise<void> {
  const rows = await db().auditEvent.findMany({ where: { at: { gte: since }, actorName: `${who}-${unique}` } });
  expect(rows.map((row) => row.outcome), 'in the audit log').toContain(outcome);
}

async function refused(spec: object, code: string, at?: string): Promise<void> {
  const since = new Date();
  const problem = await problemOf(await ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/try`, environmentId: engine.id, spec: { ...plain, ...spec } }));
  expect([problem.code, ...(problem.errors ?? []).map((one) => one.code)]).toContain(code);
  if (at) expect((problem.errors ?? []).map((one) => one.path)).toContain(at);
  await isAudited(problem.code, since);
}

/** Fields of the engine's request, as Docker, Compose and Marathon spell them: none of them is a field of a spec. */
const FIELDS = [
  'Privileged', 'privileged', 'HostConfig', 'CapAdd', 'cap_add', 'SecurityOpt', 'securityOpt', 'MaskedPaths', 'ReadonlyPaths', 'Runtime', 'runtime', 'Devices', 'DeviceCgroupRules', 'DeviceRequests', 'Sysctls', 'sysctls',
  'CgroupParent', 'Cgroup', 'OomScoreAdj', 'OomKillDisable', 'GroupAdd', 'CpuRealtimePeriod', 'CpuRealtimeRuntime', 'PidMode', 'pid', 'IpcMode', 'ipc', 'UTSMode', 'NetworkMode', 'network_mode', 'UsernsMode', 'CgroupnsMode', 'Binds', 'Mounts', 'VolumeDriver',
  'VolumesFrom', 'Links', 'PublishAllPorts', 'ExtraHosts', 'extra_hosts', 'LogConfig', 'StorageOpt', 'ShmSize', 'Annotations', 'Isolation', 'ContainerIDFile', 'Dns', 'DnsSearch', 'DnsOptions', 'MacAddress', 'EndpointsConfig', 'CpusetCpus', 'CpusetMems', 'PidsLimit',
  'Privileges', 'CredentialSpec', 'Mode', 'Hostname', 'Domainname', 'container', 'parameters', 'constructor', '__proto__x',
];

describe('a developer of a tenant', () => {
  it('deploys what the policy opens', async () => {
    const answer = await ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/good`, environmentId: engine.id, spec: plain });
    expect(answer.status, await answer.clone().text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    await running(id);
    ids.good = id;
    ids.goodContainer = (await getApp(id, 'en')).instanceRows[0]!.containerId!;
    const { HostConfig, NetworkSettings } = await testEngine.docker.getContainer(ids.goodContainer).inspect();
    expect(HostConfig).toMatchObject({ Privileged: false, CapAdd: null, PidMode: '', IpcMode: 'private', UTSMode: '', VolumesFrom: null, PublishAllPorts: false, ExtraHosts: null });
    expect(HostConfig.Memory).toBeGreaterThan(0);
    expect(HostConfig.PidsLimit).toBeGreaterThan(0);
    expect(HostConfig.LogConfig!.Config['max-size']).toBeTruthy();
    expect(Object.keys(NetworkSettings.Networks)).toEqual([`gantry-${OWN.slice(1)}`]);
  });

  it('gets just what a policy opens, and the engine has it so', async () => {
    await openPolicy(admin, `${OWN}/open`, { capabilities: ['NET_ADMIN'], devices: ['/dev/null'], hostPorts: { from: 30_000, to: 60_000 }, hostPaths: [{ prefix: '/tmp', writable: false }] });
    const wish = (spec: object) => ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/open/good`, environmentId: engine.id, spec: { ...plain, ...spec } });
    expect((await problemOf(await wish({ volumes: [{ type: 'host', source: '/tmp', containerPath: '/x', readOnly: false }] }))).code).toBe('apps.host_path_forbidden');
    // Where an app can write it can leave a link, which the engine would follow from below.
    await openPolicy(admin, `${OWN}/writable`, { hostPaths: [{ prefix: '/tmp', writable: true }] });
    const below = await problemOf(await ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/writable/try`, environmentId: engine.id, spec: { ...plain, volumes: [{ type: 'host', source: '/tmp/link', containerPath: '/x' }] } }));
    expect(below.code).toBe('apps.host_path_forbidden');
    const answer = await wish({ capAdd: ['NET_ADMIN'], devices: [{ source: '/dev/null', containerPath: '/dev/nothing', permissions: 'r' }], volumes: [{ type: 'host', source: '/tmp', containerPath: '/x', readOnly: true }] });
    expect(answer.status, await answer.clone().text()).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    await running(id);
    const { HostConfig } = await testEngine.docker.getContainer((await getApp(id, 'en')).instanceRows[0]!.containerId!).inspect();
    expect((HostConfig.CapAdd as string[]).map((one) => one.replace('CAP_', ''))).toEqual(['NET_ADMIN']);
    expect(HostConfig.Devices).toEqual([{ PathOnHost: '/dev/null', PathInContainer: '/dev/nothing', CgroupPermissions: 'r' }]);
  });

  it.each(FIELDS)('finds no field %s in a spec', (field) => refused({ [field]: true }, 'platform.unrecognized_keys', '$.spec'));

  it.each<[string, object, string, string]>([
    ['a folder of the host', { volumes: [{ type: 'host', source: '/etc', containerPath: '/x' }] }, 'apps.host_path_forbidden', '$.spec.volumes[0]'],
    ["the engine's socket", { volumes: [{ type: 'host', source: '/var/run/docker.sock', containerPath: '/x' }] }, 'apps.host_path_forbidden', '$.spec.volumes[0]'],
    ['another mount type', { volumes: [{ type: 'npipe', source: 'x', containerPath: '/x' }] }, 'platform.invalid_input', '$.spec.volumes[0].type'],
    ['a volume with options of a driver', { volumes: [{ type: 'volume', source: 'xx', containerPath: '/x', driverOptions: { type: 'none', o: 'bind', device: '/' } }] }, 'platform.unrecognized_keys', '$.spec.volumes[0]'],
    ["the host's network", { networks: [{ name: 'host' }] }, 'apps.network_not_allowed', '$.spec.networks[0].name'],
    ["the engine's shared bridge", { networks: [{ name: 'bridge' }] }, 'apps.network_not_allowed', '$.spec.networks[0].name'],
    ["another tenant's network", { networks: [{ name: `gantry-${OTHER.slice(1)}` }] }, 'apps.network_not_allowed', '$.spec.networks[0].name'],
    ["another tenant's volume", { volumes: [{ type: 'volume', source: `data${OTHER.slice(1)}`, containerPath: '/x' }] }, 'apps.volume_taken', '$.spec.volumes[0].source'],
    ['a volume that is a bind in disguise', { volumes: [{ type: 'volume', source: `host-${unique}`, containerPath: '/x' }] }, 'apps.volume_taken', '$.spec.volumes[0].source'],
    ["another tenant's secret", { env: { X: { secret: 'THEIRS' } } }, 'groups.secret_unknown', '$.spec.env.X'],
    ["another tenant's registry credential", { registryCredential: `theirs-${unique}` }, 'registries.unknown', '$.spec.registryCredential'],
    ['a host port', { ports: [{ containerPort: 80, hostPort: 8080 }] }, 'apps.host_port_forbidden', '$.spec.ports[0].hostPort'],
    ['a host port under 1024', { ports: [{ containerPort: 80, hostPort: 80 }] }, 'apps.host_port_forbidden', '$.spec.ports[0].hostPort'],
    ['another host address', { ports: [{ containerPort: 80, hostAddress: '0.0.0.0' }] }, 'platform.unrecognized_keys', '$.spec.ports[0]'],
    ['root, by name', { user: 'root' }, 'apps.root_forbidden', '$.spec.user'],
    ['root, by number', { user: '0' }, 'apps.root_forbidden', '$.spec.user'],
    ["root's group", { user: '1000:0' }, 'apps.root_forbidden', '$.spec.user'],
    ['a name that an image may give to root', { user: 'app' }, 'apps.root_forbidden', '$.spec.user'],
    ["the image's own user, which is root", { user: undefined }, 'apps.root_forbidden', '$.spec.user'],
    ['an image that is not allowed', { image: 'registry.test/other:1' }, 'apps.image_forbidden', '$.spec.image'],
    ["a sidecar's image that is not allowed", { sidecars: [{ name: 'side', image: 'registry.test/other:1', user: '1000' }] }, 'apps.image_forbidden', '$.spec.sidecars[0].image'],
    ["a sidecar's root", { sidecars: [{ name: 'side', image: testEngine.image, user: '0' }] }, 'apps.root_forbidden', '$.spec.sidecars[0].user'],
    ['another log driver', { log: { driver: 'syslog' } }, 'apps.log_driver_forbidden', '$.spec.log.driver'],
    ['where logs go', { log: { options: { 'syslog-address': 'tcp://10.0.0.1' } } }, 'apps.log_option_forbidden', '$.spec.log.options.syslog-address'],
    ['logs without end', { log: { maxSizeMb: 1024, maxFiles: 20 } }, 'apps.log_too_big', '$.spec.log.maxSizeMb'],
    ['a limit that all share', { ulimits: [{ name: 'memlock', soft: -1, hard: -1 }] }, 'apps.ulimit_forbidden', '$.spec.ulimits[0]'],
    ['a capability of the kernel', { capAdd: ['SYS_ADMIN'] }, 'apps.capability_forbidden', '$.spec.capAdd[0]'],
    ['a device of the host', { devices: [{ source: '/dev/kmsg' }] }, 'apps.device_forbidden', '$.spec.devices[0].source'],
    ['the graphics cards', { gpus: 1 }, 'apps.device_forbidden', '$.spec.gpus'],
    ['a label that claims another app', { labels: { 'gantry.app': `${OTHER}/app` } }, 'apps.reserved_label', '$.spec.labels.gantry.app'],
    ["a label of Compose's", { labels: { 'com.docker.compose.project': 'x' } }, 'apps.reserved_label', '$.spec.labels.com.docker.compose.project'],
    ['no memory limit', { mem: 0 }, 'platform.invalid_input', '$.spec.mem'],
    ['a health check many times a second', { healthChecks: [{ protocol: 'COMMAND', command: ['true'], intervalSeconds: 0.1 }] }, 'platform.invalid_input', '$.spec.healthChecks[0].intervalSeconds'],
    ['a path with ..', { volumes: [{ type: 'host', source: '/srv/../etc', containerPath: '/x' }] }, 'platform.invalid_input', '$.spec.volumes[0].source'],
  ])('is refused %s', async (_name, spec, code, at) => {
    const since = new Date();
    const problem = await problemOf(await ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/try`, environmentId: engine.id, spec: { ...plain, ...spec } }));
    expect([problem.code, ...(problem.errors ?? []).map((one) => one.code)], JSON.stringify(problem)).toContain(code);
    expect((problem.errors ?? []).map((one) => one.path).join(' ').replaceAll("'", '').replaceAll('["', '.').replaceAll('"]', ''), JSON.stringify(problem)).toContain(at);
    await isAudited(problem.code, since);
  });

  it('is refused an image that is here only because another tenant has it', async () => {
    const { Id } = await testEngine.docker.getContainer(ids.container!).commit({ repo: `only-here-${unique}`, tag: 'private' });
    await engine.inventory.refresh('image');
    await claim(engine.id, 'image', Id, OTHER, 'x');
    await openPolicy(admin, `${OWN}/strict`, { images: null });
    const wish = (pullPolicy: string) => ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/strict/try`, environmentId: engine.id, spec: { ...plain, image: `only-here-${unique}:private`, pullPolicy } });
    const local = await problemOf(await ask(postApp, 'POST', '/api/v1/apps', {}, { path: `${OWN}/strict/try`, environmentId: engine.id, spec: { ...plain, image: '169.254.169.254/latest:1' } }));
    expect(local.code).toBe('apps.image_forbidden');
    for (const pullPolicy of ['never', 'missing']) expect((await problemOf(await wish(pullPolicy))).code).toBe('apps.image_not_yours');
    await testEngine.docker.getImage(Id).remove({ force: true });
  });

  it('is held to the policy by updates, earlier versions, groups and promotions alike', async () => {
    const bad = { ...plain, networks: [{ name: 'host' }] };
    const id = ids.good!;
    expect((await problemOf(await ask(putApp, 'PUT', `/api/v1/apps/${id}`, { appId: id }, { spec: bad }))).code).toBe('apps.network_not_allowed');
    expect((await problemOf(await ask(postGroup, 'POST', '/api/v1/groups/deploy', {}, { group: OWN, environmentId: engine.id, apps: [{ path: `${OWN}/g`, spec: bad }] }))).code).toBe('apps.network_not_allowed');
    // An admin made a version that reaches the host; a developer may not bring it back.
    const { updateApp } = await import('./server/deploy-app');
    await updateApp(admin, id, { spec: appSpec.parse({ ...plain, volumes: [{ type: 'host', source: '/tmp', containerPath: '/x' }] }), message: '' });
    await running(id);
    await updateApp(admin, id, { spec: appSpec.parse({ ...plain, labels: { v: '3' } }), message: '' });
    await running(id);
    expect((await problemOf(await ask(deployOld, 'POST', `/api/v1/apps/${id}/versions/2/deploy`, { appId: id, number: '2' }))).code).toBe('apps.host_path_forbidden');
    expect((await problemOf(await ask(promote, 'POST', `/api/v1/apps/${id}/promote`, { appId: id }, { to: `${OTHER}/stolen` }))).code).toBe('access.hidden');
    expect((await problemOf(await ask(promote, 'POST', `/api/v1/apps/${ids.other}/promote`, { appId: ids.other! }, { to: `${OWN}/copy` }))).code).toBe('access.hidden');
  });

  it.each([
    ['shows its container', () => ask(getContainer, 'GET', `/api/v1/environments/${engine.id}/containers/${ids.container}`, { environmentId: engine.id, containerId: ids.container! })],
    ['reads its log', () => ask(getLogs, 'GET', `/api/v1/environments/${engine.id}/containers/${ids.container}/logs`, { environmentId: engine.id, containerId: ids.container! })],
    ['shows its volume', () => ask(getVolume, 'GET', `/api/v1/environments/${engine.id}/volumes/data${OTHER.slice(1)}`, { environmentId: engine.id, name: `data${OTHER.slice(1)}` })],
    ['opens a terminal in it', () => ask(postTicket, 'POST', `/api/v1/environments/${engine.id}/containers/${ids.container}/terminal/tickets`, { environmentId: engine.id, containerId: ids.container! }, { command: ['sh'] })],
    ['kills it', () => ask(actOn, 'POST', '/api/v1/containers/actions', {}, { action: 'kill', items: [{ environmentId: engine.id, id: ids.container }] })],
    ['kills what no app owns', () => ask(actOn, 'POST', '/api/v1/containers/actions', {}, { action: 'kill', items: [{ environmentId: engine.id, id: ids.unmanaged }] })],
  ])("is refused another tenant's: nobody %s", async (_name, attempt) => {
    const since = new Date();
    const problem = await problemOf(await attempt());
    expect(problem.code).toBe('access.hidden');
    await isAudited('access.hidden', since);
    expect(engine.inventory.container(ids.container!)?.state).toBe('running');
  });

  it('sees what no app owns once an admin gave it to the group, and no longer once it is taken back', async () => {
    const { assignThing } = await import('@/lib/tenants/server/assign-thing');
    const look = () => ask(getContainer, 'GET', `/api/v1/environments/${engine.id}/containers/${ids.unmanaged}`, { environmentId: engine.id, containerId: ids.unmanaged! });
    await assignThing(admin, engine.id, { kind: 'container', name: ids.unmanaged!, group: OWN });
    expect((await look()).status).toBe(200);
    await assignThing(admin, engine.id, { kind: 'container', name: ids.unmanaged!, group: null });
    expect((await look()).status).toBe(404);
  });

  it('makes no container past the spec, opens no policy, gives no role beyond its own, is nobody else in a terminal', async () => {
    expect((await problemOf(await ask(postContainer, 'POST', `/api/v1/environments/${engine.id}/containers`, { environmentId: engine.id }, {}))).code).toBe('access.forbidden');
    expect((await problemOf(await ask(putPolicy, 'PUT', '/api/v1/policies', {}, { group: OWN, rules: { hostNetwork: true } }, lead))).code).toBe('access.forbidden');
    expect((await problemOf(await ask(postGrant, 'POST', '/api/v1/grants', {}, { group: OWN, role: 'lead', subject: { kind: 'team', name: 'x' } }))).code).toBe('access.forbidden');
    const grant = (body: object) => ask(postGrant, 'POST', '/api/v1/grants', {}, body, lead).then(problemOf);
    expect((await grant({ group: OWN, role: 'admin', subject: { kind: 'team', name: 'x' } })).code).toBe('members.admin_ungranted');
    expect((await grant({ group: OTHER, role: 'viewer', subject: { kind: 'team', name: 'x' } })).code).toBe('access.hidden');
    expect((await grant({ group: '/', role: 'viewer', subject: { kind: 'team', name: 'x' } })).code).toBe('access.forbidden');
    const since = new Date();
    const container = await vi.waitFor(async () => (await getApp(ids.good!, 'en')).instanceRows.find(({ container: one }) => one?.state === 'running')!.containerId!, { timeout: 20_000 });
    expect((await problemOf(await ask(postTicket, 'POST', `/api/v1/environments/${engine.id}/containers/${container}/terminal/tickets`, { environmentId: engine.id, containerId: container }, { command: ['sh'], user: '0' }))).code).toBe('terminal.user_forbidden');
    await isAudited('terminal.user_forbidden', since);
  });

  it('hears of its own on the live stream, and of nobody else', async () => {
    const answer = await ask(stream, 'GET', '/api/v1/stream', {});
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const listening = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value;
    })().catch(() => {});
    const { scaleApp } = await import('./server/deploy-app');
    await scaleApp(admin, ids.other!, 2);
    await running(ids.other!);
    await testEngine.run({ Labels: { noise: unique } });
    const container = await vi.waitFor(async () => (await getApp(ids.good!, 'en')).instanceRows.find(({ container: one }) => one?.state === 'running')!.containerId!, { timeout: 20_000 });
    await testEngine.docker.getContainer(container).pause();
    await vi.waitFor(() => expect(heard).toContain('paused'), { timeout: 10_000, interval: 50 });
    await testEngine.docker.getContainer(container).unpause();
    await reader.cancel();
    await listening;
    for (const word of [OTHER.slice(1), ids.other!, ids.container!, unique + '-noise', ids.unmanaged!]) expect(heard, word).not.toContain(word);
  });

  it('does not reach the instances of another tenant on the network', async () => {
    const address = async (id: string) => Object.values((await testEngine.docker.getContainer(id).inspect()).NetworkSettings.Networks)[0]!.IPAddress;
    const mine = await vi.waitFor(async () => (await getApp(ids.good!, 'en')).instanceRows.find(({ container: one }) => one?.state === 'running')!.containerId!, { timeout: 20_000 });
    const ping = async (from: string, to: string) => {
      const exec = await testEngine.docker.getContainer(from).exec({ Cmd: ['sh', '-c', `printf 'GET /hosts HTTP/1.0\\r\\n\\r\\n' | nc -w 2 ${to} 9000 | grep -q '200 OK'`], AttachStdout: true, AttachStderr: true });
      const output = await exec.start({});
      await new Promise((resolve) => output.on('end', resolve).resume());
      return (await exec.inspect()).ExitCode;
    };
    const listen = async (id: string) => (await testEngine.docker.getContainer(id).exec({ User: '1000', Cmd: ['httpd', '-f', '-p', '9000', '-h', '/etc'] })).start({ Detach: true });
    await listen(ids.container!);
    const sibling = await createApp(admin, { path: `${OWN}/sibling`, environmentId: engine.id, spec: appSpec.parse(plain), message: '' });
    await running(sibling.id);
    const siblingContainer = (await getApp(sibling.id, 'en')).instanceRows[0]!.containerId!;
    await listen(siblingContainer);
    // The own tenant's answer, so that a silence of the other's means something.
    await vi.waitFor(async () => expect(await ping(mine, await address(siblingContainer))).toBe(0), { timeout: 10_000 });
    expect(await ping(mine, await address(ids.container!))).not.toBe(0);
  });
});
