import type { AppSpecInput } from '@/lib/apps/spec';
import { importErrors } from '../errors';
import { readUlimits } from './import-container-yaml';
import { interpolate } from './interpolate';
import { isMap, Reader, type Report } from './reader';
import { collect, type ImportedApp, type ImportOptions, type ImportResult } from './result';
import { splitShell } from './split-shell';
import { joinPath, mibOf, portsOf, secondsOf } from './units';

type Check = Extract<NonNullable<AppSpecInput['healthChecks']>[number], { protocol: 'COMMAND' }>;

interface Project {
  name: string | null;
  group: string;
  services: string[];
  /** What a volume or a network of the file is called on the engine. */
  volumeNames: Map<string, string>;
  networkNames: Map<string, string>;
  configs: Map<string, string>;
  report: Report;
}

/** A Compose file: each service becomes an app below its project's name. Services of profiles that are not wanted are listed. */
export function importCompose(document: unknown, { group, profiles = [], variables = {} }: ImportOptions): ImportResult {
  const { notCarried, report } = collect();
  const filled = interpolate(document, variables, (name, at) => report(at, 'variable_missing', { name }));
  const reader = Reader.of(filled, '', report);
  const name = reader.text('name') ?? null;
  if (reader.keys().includes('version')) reader.drop('version', 'no_need');
  const services = reader.raw('services');
  if (!isMap(services) || Object.keys(services).length === 0) throw importErrors('nothing', {});
  const project: Project = { name, group, services: Object.keys(services), report, volumeNames: readNames(reader, 'volumes', name), networkNames: readNames(reader, 'networks', name), configs: readConfigs(reader) };
  const apps: ImportedApp[] = [];
  for (const [service, value] of Object.entries(services)) {
    const one = Reader.of(value, `services.${service}`, report);
    const wanted = one.list('profiles').map(String);
    if (wanted.length > 0 && !wanted.some((profile) => profiles.includes(profile))) {
      report(`services.${service}`, 'profile', { profiles: wanted.join(', ') });
      continue;
    }
    apps.push({ path: pathOf(project, service), spec: readService(one, service, project) });
    one.done();
  }
  // A dependency on a service that its profile leaves out would wait for nothing.
  const paths = new Set(apps.map(({ path }) => path));
  for (const app of apps) if (app.spec.dependencies) app.spec.dependencies = app.spec.dependencies.filter((path) => paths.has(path) || !project.services.some((service) => pathOf(project, service) === path));
  reader.done();
  const used = new Set(apps.flatMap(({ spec }) => (spec.networks ?? []).map((network) => network.name)));
  return { apps, notCarried, networks: [...new Set(project.networkNames.values())].filter((network) => used.has(network)).concat([...used].filter((network) => network === defaultNetwork(project))) };
}

const pathOf = ({ group, name }: Project, service: string) => joinPath(group, ...(name ? [name] : []), service);
const defaultNetwork = ({ name }: Pick<Project, 'name'>) => `${name ?? 'compose'}_default`;

/** `volumes` or `networks` of the file: what each name is on the engine, as Compose names them. */
function readNames(reader: Reader, key: 'volumes' | 'networks', project: string | null): Map<string, string> {
  const names = new Map<string, string>();
  reader.map(key, (all) => {
    for (const short of all.keys()) {
      const value = all.raw(short);
      const one = new Reader(isMap(value) ? value : {}, all.place(short), all.report);
      const external = one.raw('external');
      const name = one.text('name') ?? (isMap(external) && typeof external.name === 'string' ? external.name : undefined);
      names.set(short, name ?? (external || !project ? short : `${project}_${short}`));
      one.done();
    }
    // A name without a body is no key that is left.
    for (const short of Object.keys((reader.raw(key) as object | undefined) ?? {})) if (!names.has(short)) names.set(short, project ? `${project}_${short}` : short);
  });
  return names;
}

function readConfigs(reader: Reader): Map<string, string> {
  const contents = new Map<string, string>();
  reader.map('configs', (all) => {
    for (const name of all.keys()) {
      all.map(name, (one) => {
        const content = one.text('content');
        if (content !== undefined) contents.set(name, content);
      });
    }
  });
  return contents;
}

const wordsOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? splitShell(value) : undefined);
const pairsOf = (reader: Reader, key: string, onBare: (name: string) => void): Record<string, string> => {
  const value = reader.raw(key);
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((line) => { const text = String(line); const at = text.indexOf('='); return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]; }) : isMap(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([name, one]) => {
    if (one !== null && one !== undefined) return [[name, String(one)]];
    onBare(name);
    return [];
  }));
};

function readService(service: Reader, name: string, project: Project): AppSpecInput {
  const image = service.text('image');
  if (!image) throw importErrors('no_image', { at: service.place('image') });
  const spec: AppSpecInput = { image };
  const set = <K extends keyof AppSpecInput>(key: K, value: AppSpecInput[K] | undefined) => { if (value !== undefined && !(Array.isArray(value) && value.length === 0) && !(isMap(value) && Object.keys(value).length === 0)) spec[key] = value; };
  set('args', wordsOf(service.raw('command')));
  set('entrypoint', wordsOf(service.raw('entrypoint')));
  set('env', pairsOf(service, 'environment', (key) => project.report(`${service.at}.environment.${key}`, 'from_shell', { name: key })));
  const bare: Record<string, string> = {};
  set('labels', { ...pairsOf(service, 'labels', (key) => { bare[key] = ''; }), ...bare });
  set('user', service.text('user'));
  set('workingDir', service.text('working_dir'));
  if (service.boolean('tty')) spec.tty = true;
  const pull = service.text('pull_policy');
  if (pull) set('pullPolicy', pull === 'always' || pull === 'never' ? pull : 'missing');
  const memory = service.text('mem_limit');
  if (memory) spec.mem = mibOf(memory, service.place('mem_limit'));
  set('cpus', service.number('cpus'));
  set('instances', service.number('scale'));
  const grace = service.text('stop_grace_period');
  if (grace) spec.taskKillGracePeriodSeconds = Math.round(secondsOf(grace, service.place('stop_grace_period')));
  readRestart(service, 'restart', spec);
  set('ports', readPorts(service));
  set('volumes', readVolumes(service, project));
  readNetworks(service, name, project, spec);
  readHealth(service, spec);
  set('ulimits', readUlimits(service));
  readLogging(service, spec);
  readDependencies(service, project, spec);
  readServiceConfigs(service, project, spec);
  service.map('deploy', (deploy) => readDeploy(deploy, spec));
  for (const key of ['container_name', 'expose', 'hostname', 'stdin_open', 'init']) if (service.keys().includes(key)) service.drop(key, key === 'init' ? 'unknown' : 'no_need');
  for (const key of ['privileged', 'cap_add', 'devices', 'pid', 'ipc', 'security_opt', 'sysctls', 'userns_mode', 'cgroup_parent']) if (service.keys().includes(key)) service.drop(key, 'host_access');
  for (const key of ['build', 'env_file', 'secrets', 'extends']) if (service.keys().includes(key)) service.drop(key, 'elsewhere');
  const own = service.raw('x-gantry');
  // A null takes out what was read: the spec does not have that field.
  return isMap(own) ? (Object.fromEntries(Object.entries({ ...spec, ...own }).filter(([, value]) => value !== null)) as AppSpecInput) : spec;
}

function readRestart(reader: Reader, key: string, spec: AppSpecInput): void {
  const restart = reader.text(key);
  if (!restart) return;
  const [policy, most] = restart.split(':');
  spec.restart = policy === 'no' || policy === 'none' || policy === 'false' ? 'no' : policy === 'on-failure' ? 'on-failure' : 'always';
  if (most) reader.report(reader.place(key), 'changed', { value: restart });
}

function readPorts(service: Reader): NonNullable<AppSpecInput['ports']> {
  return service.list('ports').flatMap((item, index) => {
    const at = `${service.at}.ports[${index}]`;
    if (!isMap(item)) {
      return portsOf(String(item), at).map(({ hostAddress, ...port }) => {
        if (hostAddress && hostAddress !== '0.0.0.0') service.report(at, 'host_address', { value: hostAddress });
        return port;
      });
    }
    const one = new Reader(item, at, service.report);
    const target = one.number('target') ?? 0;
    const published = one.text('published');
    const protocol = one.text('protocol') === 'udp' ? ('udp' as const) : ('tcp' as const);
    const name = one.text('name');
    one.raw('mode');
    const address = one.text('host_ip');
    if (address && address !== '0.0.0.0') service.report(`${at}.host_ip`, 'host_address', { value: address });
    one.done();
    return [{ containerPort: target, protocol, ...(published && { hostPort: Number(published) }), ...(name && { name }) }];
  });
}

function readVolumes(service: Reader, { volumeNames }: Project): NonNullable<AppSpecInput['volumes']> {
  const named = (source: string) => volumeNames.get(source) ?? source;
  const volumes: NonNullable<AppSpecInput['volumes']> = [];
  service.list('volumes').forEach((item, index) => {
    const at = `${service.at}.volumes[${index}]`;
    if (!isMap(item)) {
      const [source = '', containerPath, mode = ''] = String(item).split(':');
      if (containerPath === undefined) return service.report(at, 'changed', { value: String(item) });
      const readOnly = mode.split(',').includes('ro');
      // It lies beside the Compose file, which is nowhere here.
      if (/^[.~]/.test(source)) return service.report(at, 'elsewhere', { name: source });
      volumes.push(source.startsWith('/') ? { type: 'host', source, containerPath, readOnly } : { type: 'volume', source: named(source), containerPath, readOnly });
      return undefined;
    }
    const one = new Reader(item, at, service.report);
    const type = one.text('type') ?? 'volume';
    const source = one.text('source') ?? '';
    const containerPath = one.text('target') ?? '';
    const readOnly = one.boolean('read_only') ?? false;
    if (type === 'tmpfs') {
      const sizeMb = one.map('tmpfs', (tmpfs) => { const size = tmpfs.text('size'); return size === undefined ? undefined : mibOf(size, tmpfs.place('size')); });
      volumes.push({ type, containerPath, ...(sizeMb && { sizeMb }) });
    } else volumes.push(type === 'bind' ? { type: 'host', source, containerPath, readOnly } : { type: 'volume', source: named(source), containerPath, readOnly });
    one.done();
    return undefined;
  });
  for (const item of service.list('tmpfs')) volumes.push({ type: 'tmpfs', containerPath: String(item).split(':')[0]! });
  return volumes;
}

function readNetworks(service: Reader, name: string, project: Project, spec: AppSpecInput): void {
  const mode = service.text('network_mode');
  const value = service.raw('networks');
  if (mode) {
    if (mode === 'host' || mode === 'none' || mode === 'bridge') { if (mode !== 'bridge') spec.networks = [{ name: mode }]; }
    else service.report(service.place('network_mode'), 'unknown', { value: mode });
    return;
  }
  const real = (short: string) => project.networkNames.get(short) ?? (short === 'default' ? defaultNetwork(project) : short);
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((short) => [String(short), null]) : isMap(value) ? Object.entries(value) : project.services.length > 1 ? [['default', null]] : [];
  if (entries.length === 0) return;
  spec.networks = entries.map(([short, body]) => {
    const one = new Reader(isMap(body) ? body : {}, `${service.at}.networks.${short}`, service.report);
    const aliases = one.list('aliases').map(String);
    const address = one.text('ipv4_address');
    one.done();
    // Compose lets the others find a service by its name.
    return { name: real(short), aliases: [...new Set([name, ...aliases])], ...(address && { address }) };
  });
}

function readHealth(service: Reader, spec: AppSpecInput): void {
  service.map('healthcheck', (health) => {
    const test = health.raw('test');
    const seconds = (key: string) => { const text = health.text(key); return text === undefined ? undefined : secondsOf(text, health.place(key)); };
    const [intervalSeconds, timeoutSeconds, gracePeriodSeconds, retries] = [seconds('interval'), seconds('timeout'), seconds('start_period'), health.number('retries')];
    const words = Array.isArray(test) ? test.map(String) : typeof test === 'string' ? ['CMD-SHELL', test] : [];
    if (health.boolean('disable') || words[0] === 'NONE') return health.report(health.at, 'changed', { value: 'NONE' });
    if (words.length === 0) return health.report(health.place('test'), 'unknown');
    const command = words[0] === 'CMD-SHELL' ? ['/bin/sh', '-c', words.slice(1).join(' ')] : words[0] === 'CMD' ? words.slice(1) : words;
    const check: Check = { protocol: 'COMMAND', command, ...(intervalSeconds !== undefined && { intervalSeconds }), ...(timeoutSeconds !== undefined && { timeoutSeconds }), ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }), ...(retries !== undefined && { maxConsecutiveFailures: retries }) };
    spec.healthChecks = [check];
  });
}

function readLogging(service: Reader, spec: AppSpecInput): void {
  service.map('logging', (logging) => {
    const driver = logging.text('driver');
    const log: NonNullable<AppSpecInput['log']> = { ...(driver && { driver: driver as 'local' }) };
    logging.map('options', (options) => {
      for (const key of options.keys()) {
        const text = options.text(key)!;
        if (key === 'max-size') log.maxSizeMb = mibOf(text, options.place(key));
        else if (key === 'max-file') log.maxFiles = Number(text);
        else log.options = { ...log.options, [key]: text };
      }
    });
    spec.log = log;
  });
}

/** Conditions that are the same here: an app counts as running only once it is healthy. */
const SAME_CONDITION = new Set(['service_started', 'service_healthy']);
function readDependencies(service: Reader, project: Project, spec: AppSpecInput): void {
  const value = service.raw('depends_on');
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((name) => [String(name), null]) : isMap(value) ? Object.entries(value) : [];
  if (entries.length === 0) return;
  spec.dependencies = entries.map(([name, body]) => {
    const one = new Reader(isMap(body) ? body : {}, `${service.at}.depends_on.${name}`, service.report);
    const condition = one.text('condition');
    if (condition && !SAME_CONDITION.has(condition)) service.report(one.place('condition'), 'condition', { value: condition });
    one.done();
    return pathOf(project, name);
  });
}

function readServiceConfigs(service: Reader, project: Project, spec: AppSpecInput): void {
  service.list('configs').forEach((item, index) => {
    const at = `${service.at}.configs[${index}]`;
    const one = new Reader(isMap(item) ? item : { source: item }, at, service.report);
    const source = one.text('source') ?? '';
    const path = one.text('target') ?? `/${source}`;
    const mode = one.text('mode');
    one.done();
    const content = project.configs.get(source);
    if (content === undefined) return service.report(at, 'elsewhere', { name: source });
    spec.configFiles = [...(spec.configFiles ?? []), { path, content, ...(mode && { mode: /^0[0-7]{3}$/.test(mode) ? mode : `0${Number(mode).toString(8).padStart(3, '0')}` }) }];
    return undefined;
  });
}

function readDeploy(deploy: Reader, spec: AppSpecInput): void {
  const replicas = deploy.number('replicas');
  if (replicas !== undefined) spec.instances = replicas;
  deploy.map('resources', (resources) => {
    resources.map('limits', (limits) => {
      const [cpus, memory] = [limits.number('cpus'), limits.text('memory')];
      if (cpus !== undefined) spec.cpus = cpus;
      if (memory !== undefined) spec.mem = mibOf(memory, limits.place('memory'));
    });
    resources.map('reservations', (reservations) => {
      for (const key of ['cpus', 'memory']) if (reservations.keys().includes(key)) reservations.drop(key, 'no_need');
      reservations.maps('devices', (device) => {
        const capabilities = device.list('capabilities').map(String);
        const count = device.number('count') ?? 1;
        device.raw('driver');
        if (capabilities.includes('gpu')) spec.gpus = count;
        else device.report(device.at, 'host_access');
      });
    });
  });
  deploy.map('restart_policy', (policy) => {
    const condition = policy.text('condition');
    if (condition) spec.restart = condition === 'none' ? 'no' : condition === 'on-failure' ? 'on-failure' : 'always';
  });
  deploy.map('update_config', (update) => {
    const order = update.text('order');
    if (order === 'stop-first') spec.upgradeStrategy = { ...spec.upgradeStrategy, minimumHealthCapacity: 0.5, maximumOverCapacity: 0 };
    const failure = update.text('failure_action');
    if (failure) spec.upgradeStrategy = { ...spec.upgradeStrategy, onFailure: failure === 'rollback' ? 'rollBack' : 'pause' };
    if (failure === 'continue') update.report(update.place('failure_action'), 'changed', { value: failure });
  });
}
