import { appSpec, type AppSpec } from '@/lib/apps/spec';
import { toText } from '@/lib/apps/model/spec-text';
import type { ExportFormat } from './formats';
import { importCompose } from './import-compose';
import { importDockerRun } from './import-docker-run';
import { withoutDefaults } from './import-text';
import { quoteShell } from './split-shell';

export interface Exported {
  text: string;
  /** Fields of the spec that the format has no words for. */
  notCarried: string[];
}

export function exportApp(path: string, spec: AppSpec, format: ExportFormat): Exported {
  if (format === 'gantry') return { text: toText({ path, spec: withoutDefaults(spec) }, 'yaml'), notCarried: [] };
  return format === 'compose' ? exportCompose(path, spec) : exportDockerRun(path, spec);
}

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value);
/** Which fields come out otherwise than they went in. */
function lost(spec: AppSpec, back: unknown): (keyof AppSpec)[] {
  const parsed = appSpec.safeParse(back);
  const found = parsed.success ? parsed.data : undefined;
  return ([...new Set([...Object.keys(spec), ...Object.keys(found ?? {})])] as (keyof AppSpec)[]).filter((key) => !found || !same(spec[key], found[key]));
}

const plainEnv = (spec: AppSpec) => Object.fromEntries(Object.entries(spec.env).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
const commandOf = (spec: AppSpec) => spec.args ?? (spec.cmd === undefined ? undefined : ['/bin/sh', '-c', spec.cmd]);

/** What Compose has no word for stands under `x-gantry`, so that the file read back is the same app. */
function exportCompose(path: string, spec: AppSpec): Exported {
  const [group, name] = [path.slice(0, path.lastIndexOf('/')) || '/', path.slice(path.lastIndexOf('/') + 1)];
  // Compose reads a dollar as a variable.
  const literal = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\$/g, '$$$$') : Array.isArray(value) ? value.map(literal) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, literal(one)])) : value);
  const check = spec.healthChecks.find((one) => one.protocol === 'COMMAND');
  const named = spec.volumes.flatMap((volume) => (volume.type === 'volume' ? [volume.source] : []));
  const special = spec.networks.length === 1 && ['host', 'none'].includes(spec.networks[0]!.name);
  const service = {
    image: spec.image,
    ...(commandOf(spec) && { command: commandOf(spec) }),
    ...(spec.entrypoint && { entrypoint: spec.entrypoint }),
    ...(Object.keys(plainEnv(spec)).length > 0 && { environment: plainEnv(spec) }),
    ...(spec.ports.length > 0 && { ports: spec.ports.map(({ containerPort, hostPort, protocol, name: port }) => ({ target: containerPort, ...(hostPort && { published: String(hostPort) }), protocol, ...(port && { name: port }) })) }),
    ...(spec.volumes.length > 0 && { volumes: spec.volumes.map((volume) => (volume.type === 'tmpfs' ? { type: 'tmpfs', target: volume.containerPath, tmpfs: { size: `${volume.sizeMb}m` } } : { type: volume.type === 'host' ? 'bind' : 'volume', source: volume.source, target: volume.containerPath, read_only: volume.readOnly })) }),
    ...(special ? { network_mode: spec.networks[0]!.name } : spec.networks.length > 0 && { networks: Object.fromEntries(spec.networks.map((network) => [network.name, { ...(network.aliases.length > 0 && { aliases: network.aliases }), ...(network.address && { ipv4_address: network.address }) }])) }),
    ...(check?.protocol === 'COMMAND' && { healthcheck: { test: ['CMD', ...check.command], interval: `${check.intervalSeconds}s`, timeout: `${check.timeoutSeconds}s`, start_period: `${check.gracePeriodSeconds}s`, retries: check.maxConsecutiveFailures } }),
    ...(spec.user && { user: spec.user }), ...(spec.workingDir && { working_dir: spec.workingDir }), ...(spec.tty && { tty: true }),
    ...(Object.keys(spec.labels).length > 0 && { labels: spec.labels }),
    ...(spec.ulimits.length > 0 && { ulimits: Object.fromEntries(spec.ulimits.map(({ name: limit, soft, hard }) => [limit, { soft, hard }])) }),
    logging: { driver: spec.log.driver, options: { ...spec.log.options, 'max-size': `${spec.log.maxSizeMb}m`, 'max-file': String(spec.log.maxFiles) } },
    restart: spec.restart === 'always' ? 'unless-stopped' : spec.restart,
    stop_grace_period: `${spec.taskKillGracePeriodSeconds}s`,
    pull_policy: spec.pullPolicy,
    deploy: { replicas: spec.instances, resources: { limits: { cpus: String(spec.cpus), memory: `${spec.mem}m` }, ...(spec.gpus && { reservations: { devices: [{ driver: 'nvidia', count: spec.gpus, capabilities: ['gpu'] }] } }) } },
  };
  const networks = special ? [] : spec.networks.map((network) => network.name);
  const file = (own: object) => ({
    services: { [name]: literal({ ...service, ...own }) },
    ...(named.length > 0 && { volumes: Object.fromEntries(named.map((source) => [source, { name: source }])) }),
    ...(networks.length > 0 && { networks: Object.fromEntries(networks.map((network) => [network, { name: network, external: true }])) }),
  });
  const read = (document: object) => importCompose(document, { group: group === '/' ? '/' : group }).apps[0]!.spec;
  const missing = lost(spec, read(file({})));
  const own = Object.fromEntries(missing.map((key) => [key, spec[key] ?? null]));
  return { text: toText(missing.length > 0 ? file({ 'x-gantry': own }) : file({}), 'yaml'), notCarried: [] };
}

function exportDockerRun(path: string, spec: AppSpec): Exported {
  const check = spec.healthChecks.find((one) => one.protocol === 'COMMAND');
  const [network, ...others] = spec.networks;
  const shell = check?.protocol === 'COMMAND' && check.command.length === 3 && check.command[0] === '/bin/sh' && check.command[1] === '-c' ? check.command[2]! : check?.protocol === 'COMMAND' ? check.command.map(quoteShell).join(' ') : '';
  const words: string[][] = [
    ['docker', 'run', '--detach'], ['--name', path.split('/').at(-1)!],
    ...Object.entries(plainEnv(spec)).map(([name, value]) => ['--env', `${name}=${value}`]),
    ...spec.ports.map(({ hostPort, containerPort, protocol }) => ['--publish', `${hostPort ? `${hostPort}:` : ''}${containerPort}/${protocol}`]),
    ...spec.volumes.map((volume) => (volume.type === 'tmpfs' ? ['--tmpfs', `${volume.containerPath}:size=${volume.sizeMb}m`] : ['--mount', `type=${volume.type === 'host' ? 'bind' : 'volume'},source=${volume.source},target=${volume.containerPath}${volume.readOnly ? ',readonly' : ''}`])),
    ...(network ? [['--network', network.name], ...network.aliases.map((alias) => ['--network-alias', alias]), ...(network.address ? [['--ip', network.address]] : [])] : []),
    ...Object.entries(spec.labels).map(([name, value]) => ['--label', `${name}=${value}`]),
    ['--cpus', String(spec.cpus)], ['--memory', `${spec.mem}m`],
    ...(spec.gpus ? [['--gpus', String(spec.gpus)]] : []), ...(spec.disk ? [['--storage-opt', `size=${spec.disk}m`]] : []),
    ...spec.ulimits.map(({ name, soft, hard }) => ['--ulimit', `${name}=${soft}:${hard}`]),
    ['--restart', spec.restart === 'always' ? 'unless-stopped' : spec.restart], ['--stop-timeout', String(spec.taskKillGracePeriodSeconds)],
    ['--log-driver', spec.log.driver], ['--log-opt', `max-size=${spec.log.maxSizeMb}m`], ['--log-opt', `max-file=${spec.log.maxFiles}`], ...Object.entries(spec.log.options).map(([name, value]) => ['--log-opt', `${name}=${value}`]),
    ...(check?.protocol === 'COMMAND' ? [['--health-cmd', shell], ['--health-interval', `${check.intervalSeconds}s`], ['--health-timeout', `${check.timeoutSeconds}s`], ['--health-start-period', `${check.gracePeriodSeconds}s`], ['--health-retries', String(check.maxConsecutiveFailures)]] : []),
    ...(spec.user ? [['--user', spec.user]] : []), ...(spec.workingDir ? [['--workdir', spec.workingDir]] : []), ...(spec.tty ? [['--tty']] : []), ...(spec.pullPolicy !== 'missing' ? [['--pull', spec.pullPolicy]] : []),
    ...(spec.entrypoint ? [['--entrypoint', spec.entrypoint.map(quoteShell).join(' ')]] : []),
    [spec.image, ...(commandOf(spec) ?? [])],
  ];
  const text = `${words.map((line) => line.map(quoteShell).join(' ')).join(' \\\n  ')}\n`;
  const back = importDockerRun(text, { group: '/' }).apps[0]!.spec;
  return { text, notCarried: lost(spec, back).map(String).concat(others.length > 0 && !lost(spec, back).includes('networks') ? ['networks'] : []) };
}

