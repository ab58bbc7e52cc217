import type { AppSpecInput } from '@/lib/apps/spec';
import { OPERATORS } from '@/lib/apps/spec/words';
import { importErrors } from '../errors';
import { isMap, Reader, type Report } from './reader';
import { collect, type ImportedApp, type ImportOptions, type ImportResult } from './result';
import { joinPath } from './units';

/** A Marathon app, a list of them, or a group of groups; the fields of old versions too. */
export function importMarathon(document: unknown, { group }: ImportOptions): ImportResult {
  const { notCarried, report } = collect();
  const apps: ImportedApp[] = [];
  if (Array.isArray(document)) document.forEach((one, index) => readAny(Reader.of(one, `[${index}]`, report), [], group, apps, report));
  else readAny(Reader.of(document, '', report), [], group, apps, report);
  if (apps.length === 0) throw importErrors('nothing', {});
  return { apps, notCarried, networks: [] };
}

const segments = (id: string) => id.split('/').filter((part) => part !== '' && part !== '.');
/** As Marathon resolves ids: from the root with a slash, else from the group; `..` goes up. */
const resolve = (id: string, parents: readonly string[]) => segments(id).reduce<string[]>((way, part) => (part === '..' ? way.slice(0, -1) : [...way, part]), id.startsWith('/') ? [] : [...parents]);

function readAny(reader: Reader, parents: readonly string[], group: string, apps: ImportedApp[], report: Report): void {
  const isGroup = reader.keys().some((key) => key === 'apps' || key === 'groups');
  if (!isGroup) {
    apps.push(readApp(reader, parents, group, report));
    return reader.done();
  }
  const id = reader.text('id') ?? '';
  const own = resolve(id, parents);
  reader.raw('version');
  for (const key of ['apps', 'groups'] as const) reader.list(key).forEach((one, index) => readAny(Reader.of(one, `${reader.place(key)}[${index}]`, report), own, group, apps, report));
  // A group's own dependencies are those of each of its apps.
  const dependencies = reader.list('dependencies').map((path) => joinPath(group, ...resolve(String(path), own.slice(0, -1))));
  const mine = joinPath(group, ...own);
  for (const app of apps) if (dependencies.length > 0 && app.path.startsWith(`${mine}/`)) app.spec.dependencies = [...new Set([...(app.spec.dependencies ?? []), ...dependencies])];
  return reader.done();
}

function readApp(app: Reader, parents: readonly string[], group: string, report: Report): ImportedApp {
  const id = app.text('id');
  if (!id) throw importErrors('bad_value', { at: app.place('id'), value: '' });
  const own = resolve(id, parents);
  const spec: AppSpecInput = { image: '' };
  const set = <K extends keyof AppSpecInput>(key: K, value: AppSpecInput[K] | undefined) => { if (value !== undefined && !(Array.isArray(value) && value.length === 0)) spec[key] = value; };
  set('cmd', app.text('cmd') || undefined);
  set('args', spec.cmd ? undefined : (app.list('args').map(String)));
  set('instances', app.number('instances'));
  set('cpus', app.number('cpus'));
  const mem = app.number('mem');
  if (mem !== undefined) spec.mem = Math.max(6, Math.ceil(mem));
  set('disk', app.number('disk') || undefined);
  set('gpus', app.number('gpus') || undefined);
  readEnv(app, spec);
  app.map('labels', (labels) => { spec.labels = Object.fromEntries(labels.keys().map((key) => [key, labels.text(key)!])); });
  if (spec.labels && Object.keys(spec.labels).length === 0) delete spec.labels;
  set('user', app.text('user') || undefined);
  set('dependencies', app.list('dependencies').map((path) => joinPath(group, ...resolve(String(path), own.slice(0, -1)))));
  readConstraints(app, spec);
  readPorts(app, spec, report);
  readChecks(app, spec, report);
  readStrategy(app, spec);
  const kill = app.number('taskKillGracePeriodSeconds');
  if (kill !== undefined) spec.taskKillGracePeriodSeconds = Math.round(kill);
  const selection = app.text('killSelection');
  if (selection) spec.killSelection = selection === 'OLDEST_FIRST' || selection === 'OldestFirst' ? 'OLDEST_FIRST' : 'YOUNGEST_FIRST';
  const [seconds, factor, maxSeconds] = [app.number('backoffSeconds'), app.number('backoffFactor'), app.number('maxLaunchDelaySeconds')];
  if (seconds !== undefined || factor !== undefined || maxSeconds !== undefined) spec.backoff = { ...(seconds !== undefined && { seconds }), ...(factor !== undefined && { factor }), ...(maxSeconds !== undefined && { maxSeconds }) };
  for (const key of ['version', 'versionInfo', 'tasksHealthy', 'tasksRunning', 'tasksStaged', 'tasksUnhealthy', 'deployments', 'tasks', 'executor', 'requirePorts', 'storeUrls']) app.raw(key);
  for (const key of ['uris', 'fetch', 'residency', 'secrets']) if (app.keys().includes(key)) dropUnlessEmpty(app, key, 'elsewhere');
  for (const key of ['acceptedResourceRoles', 'role', 'unreachableStrategy', 'tty']) if (app.keys().includes(key)) app.drop(key, 'no_need');
  if (!spec.image) throw importErrors('no_image', { at: app.place('container.docker.image') });
  return { path: joinPath(group, ...own), spec };
}

/** Marathon writes out many fields with nothing in them. */
function dropUnlessEmpty(reader: Reader, key: string, code: 'elsewhere' | 'no_need'): void {
  const value = reader.raw(key);
  const isEmpty = value === 0 || (Array.isArray(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);
  if (!isEmpty) reader.report(reader.place(key), code);
}

function readEnv(app: Reader, spec: AppSpecInput): void {
  app.map('env', (env) => {
    const entries = env.keys().map((key): [string, string | { secret: string }] => {
      const value = env.raw(key);
      if (!isMap(value)) return [key, String(value)];
      const reference = new Reader(value, env.place(key), env.report);
      const secret = reference.text('secret') ?? '';
      reference.done();
      return [key, { secret }];
    });
    if (entries.length > 0) spec.env = Object.fromEntries(entries);
  });
}

function readConstraints(app: Reader, spec: AppSpecInput): void {
  const constraints = app.list('constraints').flatMap((item, index): NonNullable<AppSpecInput['constraints']> => {
    const at = `${app.place('constraints')}[${index}]`;
    const [field, operator, value] = Array.isArray(item) ? item.map(String) : isMap(item) ? [String(item.fieldName ?? item.field), String(item.operator), item.value === undefined ? undefined : String(item.value)] : [];
    const known = OPERATORS.find((one) => one === operator);
    if (!field || !known) {
      app.report(at, 'unknown', { value: JSON.stringify(item) });
      return [];
    }
    return [{ field: field === '@hostname' ? 'hostname' : field, operator: known, ...(value !== undefined && { value }) }];
  });
  if (constraints.length > 0) spec.constraints = constraints;
}

type Ports = NonNullable<AppSpecInput['ports']>;

function readMappings(reader: Reader, key: string): Ports {
  return reader.maps(key, (port) => {
    const containerPort = port.number('containerPort') ?? port.number('port') ?? 0;
    const hostPort = port.number('hostPort');
    const name = port.text('name');
    for (const extra of ['servicePort', 'labels']) if (port.keys().includes(extra)) dropUnlessEmpty(port, extra, 'no_need');
    // "udp,tcp" is both; a name stands for one port only.
    const protocols = (port.text('protocol') ?? 'tcp').split(',').map((one) => (one.trim() === 'udp' ? ('udp' as const) : ('tcp' as const)));
    return protocols.map((protocol, index) => ({ containerPort, protocol, ...(hostPort && { hostPort }), ...(name && { name: index === 0 ? name : `${name}-${protocol}` }) }));
  }).flat();
}

/** Ports stood in five places over the years, and so did the image. */
function readPorts(app: Reader, spec: AppSpecInput, report: Report): void {
  const ports: Ports = [];
  const volumes: NonNullable<AppSpecInput['volumes']> = [];
  let mode = '';
  app.map('container', (container) => {
    container.raw('type');
    container.map('docker', (docker) => {
      spec.image = docker.text('image') ?? '';
      mode = docker.text('network') ?? '';
      if (docker.boolean('forcePullImage')) spec.pullPolicy = 'always';
      if (docker.boolean('privileged')) docker.report(docker.place('privileged'), 'host_access');
      ports.push(...readMappings(docker, 'portMappings'));
      docker.maps('parameters', (parameter) => {
        const [key, value] = [parameter.text('key') ?? '', parameter.text('value') ?? ''];
        if (key === 'entrypoint') spec.entrypoint = [value];
        else if (key === 'user') spec.user = value;
        else if (key === 'workdir') spec.workingDir = value;
        else report(parameter.at, 'unknown', { value: `${key}=${value}` });
      });
      if (docker.keys().includes('pullConfig') || docker.keys().includes('credential')) for (const key of ['pullConfig', 'credential']) docker.drop(key, 'elsewhere');
    });
    ports.push(...readMappings(container, 'portMappings'));
    container.maps('volumes', (volume) => {
      const [containerPath = '', hostPath, readOnly] = [volume.text('containerPath'), volume.text('hostPath'), volume.text('mode') === 'RO'];
      for (const key of ['external', 'persistent', 'secret']) if (volume.keys().includes(key)) volume.drop(key, 'elsewhere');
      if (hostPath?.startsWith('/')) volumes.push({ type: 'host', source: hostPath, containerPath, readOnly });
      else if (hostPath) volumes.push({ type: 'volume', source: hostPath, containerPath, readOnly });
    });
  });
  app.maps('networks', (network) => {
    mode = network.text('mode') ?? mode;
    const name = network.text('name');
    if (name) spec.networks = [...(spec.networks ?? []), { name }];
    if (network.keys().includes('labels')) network.drop('labels', 'no_need');
  });
  app.map('ipAddress', (address) => {
    const name = address.text('networkName');
    if (name) spec.networks = [...(spec.networks ?? []), { name }];
    for (const key of ['groups', 'labels', 'discovery']) if (address.keys().includes(key)) address.drop(key, 'no_need');
  });
  const isHost = /^host$/i.test(mode);
  if (isHost && !spec.networks) spec.networks = [{ name: 'host' }];
  // Without a mapping, `ports` and `portDefinitions` are ports of the host, which a host network serves as they are.
  const plain = [...app.list('ports').map((port): Ports[number] => ({ containerPort: Number(port) })), ...readMappings(app, 'portDefinitions')].filter(({ containerPort }) => containerPort > 0);
  const all = ports.length > 0 ? ports : plain;
  if (ports.length > 0 && plain.length > 0) report(app.place('ports'), 'no_need');
  if (all.length > 0) spec.ports = all.map((port) => (isHost ? { ...port, hostPort: undefined } : port)).map(({ hostPort, ...port }) => ({ ...port, ...(hostPort && { hostPort }) }));
  if (volumes.length > 0) spec.volumes = volumes;
}

function readChecks(app: Reader, spec: AppSpecInput, report: Report): void {
  const portOf = (check: Reader) => {
    const [port, index] = [check.number('port'), check.number('portIndex')];
    const byIndex = index === undefined ? undefined : spec.ports?.[index]?.containerPort;
    return port ?? byIndex;
  };
  let commands = 0;
  const checks = app.maps('healthChecks', (check): NonNullable<AppSpecInput['healthChecks']> => {
    const protocol = (check.text('protocol') ?? 'HTTP').replace(/^MESOS_/, '');
    const number = (key: string) => check.number(key);
    const rhythm = Object.fromEntries(Object.entries({ gracePeriodSeconds: number('gracePeriodSeconds'), intervalSeconds: number('intervalSeconds'), timeoutSeconds: number('timeoutSeconds'), maxConsecutiveFailures: number('maxConsecutiveFailures') || undefined }).filter(([, value]) => value !== undefined));
    for (const key of ['ignoreHttp1xx', 'delaySeconds', 'ipProtocol']) if (check.keys().includes(key)) check.drop(key, 'no_need');
    if (protocol === 'COMMAND') {
      const command = check.map('command', (one) => one.text('value')) ?? '';
      if (++commands > 1) {
        report(check.at, 'exactly_one');
        return [];
      }
      return [{ protocol, command: ['/bin/sh', '-c', command], ...rhythm }];
    }
    const port = portOf(check);
    const path = check.text('path');
    if (protocol === 'TCP') return [{ protocol, ...(port && { port }), ...rhythm }];
    if (protocol === 'HTTP' || protocol === 'HTTPS') return [{ protocol, ...(path && { path }), ...(port && { port }), ...rhythm }];
    report(check.at, 'unknown', { value: protocol });
    return [];
  }).flat();
  if (checks.length > 0) spec.healthChecks = checks;
  const readiness = app.maps('readinessChecks', (check): NonNullable<AppSpecInput['readinessChecks']>[number] => {
    const [protocol, path, interval, timeout] = [check.text('protocol'), check.text('path'), check.number('intervalSeconds'), check.number('timeoutSeconds')];
    const name = check.text('portName');
    const codes = check.list('httpStatusCodesForReady').map(Number);
    check.raw('name');
    check.raw('preserveLastResponse');
    return { protocol: protocol === 'HTTPS' ? 'HTTPS' : 'HTTP', ...(path && { path }), ...(name && spec.ports?.some((port) => port.name === name) && { port: name }), ...(interval && { intervalSeconds: interval }), ...(timeout && { timeoutSeconds: timeout }), ...(codes.length > 0 && { httpStatusCodesForReady: codes }) };
  });
  if (readiness.length > 0) spec.readinessChecks = readiness;
}

function readStrategy(app: Reader, spec: AppSpecInput): void {
  app.map('upgradeStrategy', (strategy) => {
    const [minimumHealthCapacity, maximumOverCapacity] = [strategy.number('minimumHealthCapacity'), strategy.number('maximumOverCapacity')];
    spec.upgradeStrategy = { ...(minimumHealthCapacity !== undefined && { minimumHealthCapacity }), ...(maximumOverCapacity !== undefined && { maximumOverCapacity }) };
  });
}
