import { z } from 'zod';
import { healthCheck, readinessCheck } from './health';
import { appNetwork, appPort, appVolume, backoff, capability, configFile, constraint, deployHook, device, logOptions, preStop, process, resources, sidecar, ulimit } from './parts';
import { appRoute } from '@/lib/proxy/spec';
import { refuseRoutes } from './check-routes';
import { upgradeStrategy } from './upgrade-strategy';
import { appPath, refuse, refuseRepeated } from './values';

export { appPath, groupPath, settingName, type EnvValue } from './values';
export { upgradeStrategy, type UpgradeStrategy } from './upgrade-strategy';
export type { HealthCheck, ProbedCheck, ReadinessCheck } from './health';
export type { Backoff, Constraint, Sidecar } from './parts';

const TIME_ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** What to run. One schema for the form, the routes, the store and the imports; names are Marathon's where it had one. */
export const appSpec = z
  .strictObject({
    ...process,
    instances: z.number().int().min(0).max(100).default(1),
    ...resources,
    /** MiB of the instance's own layer, where the engine's storage driver can hold to it. */
    disk: z.number().int().min(1).max(16_777_216).optional(),
    gpus: z.number().int().min(1).max(64).optional(),
    labels: z.record(z.string().min(1).max(255), z.string().max(65_536)).default({}),
    tty: z.boolean().default(false),
    /** Like Asia/Shanghai; set as TZ. */
    timeZone: z.string().max(64).regex(TIME_ZONE).optional(),
    ports: z.array(appPort).max(50).default([]),
    /** Empty: the engine's default bridge. The first one carries the published ports. */
    networks: z.array(appNetwork).max(10).default([]),
    volumes: z.array(appVolume).max(50).default([]),
    configFiles: z.array(configFile).max(50).default([]),
    ulimits: z.array(ulimit).max(20).default([]),
    capAdd: z.array(capability).max(40).default([]),
    devices: z.array(device).max(20).default([]),
    restart: z.enum(['always', 'on-failure', 'no']).default('always'),
    log: logOptions.prefault({}),
    constraints: z.array(constraint).max(20).default([]),
    healthChecks: z.array(healthCheck).max(10).default([]),
    readinessChecks: z.array(readinessCheck).max(5).default([]),
    /** Apps that are to run before this one starts, where a group is deployed as one. */
    dependencies: z.array(appPath).max(50).default([]),
    backoff: backoff.prefault({}),
    /** Where traffic comes in. */
    routes: z.array(appRoute).max(50).default([]),
    /** How long an instance that is to stop may finish what it is busy with, before it is told. */
    drainTimeoutSeconds: z.number().int().min(0).max(3600).default(30),
    taskKillGracePeriodSeconds: z.number().int().min(0).max(600).default(10),
    preStop: preStop.optional(),
    killSelection: z.enum(['YOUNGEST_FIRST', 'OLDEST_FIRST']).default('YOUNGEST_FIRST'),
    sidecars: z.array(sidecar).max(8).default([]),
    hooks: z.strictObject({ pre: deployHook.optional(), post: deployHook.optional() }).prefault({}),
    upgradeStrategy: upgradeStrategy.prefault({}),
  })
  .superRefine((spec, ctx) => {
    for (const label of Object.keys(spec.labels)) if (/^(gantry|com\.docker)\./.test(label)) refuse(ctx, 'reserved_label', ['labels', label], { label });
    [spec, ...spec.sidecars].forEach((one, index) => one.cmd !== undefined && one.args !== undefined && refuse(ctx, 'cmd_or_args', index === 0 ? ['cmd'] : ['sidecars', index - 1, 'cmd']));
    refusePorts(spec, ctx);
    refuseNetworks(spec, ctx);
    refuseMounts(spec, ctx);
    refuseChecks(spec, ctx);
    refuseRoutes(spec, ctx);
    refuseRepeated(spec.sidecars.map(({ name }) => name), (name, index) => refuse(ctx, 'name_repeated', ['sidecars', index, 'name'], { name }));
    refuseRepeated(spec.ulimits.map(({ name }) => name), (name, index) => refuse(ctx, 'name_repeated', ['ulimits', index, 'name'], { name }));
    spec.ulimits.forEach(({ soft, hard }, index) => hard !== -1 && (soft === -1 || soft > hard) && refuse(ctx, 'soft_over_hard', ['ulimits', index, 'soft'], { soft, hard }));
    spec.constraints.forEach((one, index) => refuseConstraint(one, index, ctx));
    for (const single of singleReasons(spec)) if (spec.instances > 1) refuse(ctx, single.code, single.at, { ...single.params, instances: spec.instances });
  });

export type AppSpec = z.infer<typeof appSpec>;
export type AppSpecInput = z.input<typeof appSpec>;

function refusePorts({ ports }: AppSpec, ctx: z.RefinementCtx): void {
  refuseRepeated(ports.map((port) => `${port.containerPort}/${port.protocol}`), (port, index) => refuse(ctx, 'port_repeated', ['ports', index, 'containerPort'], { port }));
  refuseRepeated(ports.map((port) => (port.hostPort ? `${port.hostPort}/${port.protocol}` : undefined)), (port, index) => refuse(ctx, 'port_repeated', ['ports', index, 'hostPort'], { port }));
  refuseRepeated(ports.map(({ name }) => name), (name, index) => refuse(ctx, 'name_repeated', ['ports', index, 'name'], { name }));
}

function refuseNetworks({ networks, ports }: AppSpec, ctx: z.RefinementCtx): void {
  refuseRepeated(networks.map(({ name }) => name), (name, index) => refuse(ctx, 'name_repeated', ['networks', index, 'name'], { name }));
  networks.forEach(({ name, aliases, address }, index) => {
    const special = ['host', 'none'].includes(name);
    if (special && networks.length > 1) refuse(ctx, 'network_alone', ['networks', index, 'name'], { network: name });
    if (name === 'none' && ports.length > 0) refuse(ctx, 'ports_without_network', ['ports']);
    if ((special || name === 'bridge') && (aliases.length > 0 || address)) refuse(ctx, 'network_has_no_names', ['networks', index, address ? 'address' : 'aliases'], { network: name });
  });
}

function refuseMounts({ volumes, configFiles }: AppSpec, ctx: z.RefinementCtx): void {
  const paths = [...volumes.map(({ containerPath }) => containerPath), ...configFiles.map(({ path }) => path)];
  refuseRepeated(paths, (path, index) => refuse(ctx, 'path_repeated', index < volumes.length ? ['volumes', index, 'containerPath'] : ['configFiles', index - volumes.length, 'path'], { path }));
}

function refuseChecks({ healthChecks, readinessChecks, ports, networks }: AppSpec, ctx: z.RefinementCtx): void {
  const commands = healthChecks.flatMap(({ protocol }, index) => (protocol === 'COMMAND' ? [index] : []));
  if (commands.length > 1) refuse(ctx, 'one_command_check', ['healthChecks', commands[1]!, 'protocol']);
  const probed = [...healthChecks.map((check, index) => ({ check, at: ['healthChecks', index, 'port'] })), ...readinessChecks.map((check, index) => ({ check, at: ['readinessChecks', index, 'port'] }))];
  for (const { check, at } of probed) {
    if (check.protocol === 'COMMAND') continue;
    if (networks.some(({ name }) => name === 'none')) refuse(ctx, 'check_without_network', at);
    else if (check.port === undefined && !ports.some(({ protocol }) => protocol === 'tcp')) refuse(ctx, 'check_without_port', at);
    else if (typeof check.port === 'string' && !ports.some(({ name }) => name === check.port)) refuse(ctx, 'port_name_unknown', at, { name: check.port });
  }
}

function refuseConstraint({ operator, value }: AppSpec['constraints'][number], index: number, ctx: z.RefinementCtx): void {
  const at = ['constraints', index, 'value'];
  if (['LIKE', 'UNLIKE', 'IS', 'MAX_PER', 'CLUSTER'].includes(operator) && !value && operator !== 'CLUSTER') return refuse(ctx, 'constraint_needs_value', at, { operator });
  if (operator === 'MAX_PER' && !/^[1-9]\d{0,3}$/.test(value!)) return refuse(ctx, 'constraint_needs_number', at, { operator });
  if (operator === 'LIKE' || operator === 'UNLIKE') try {
    new RegExp(value!);
  } catch {
    refuse(ctx, 'constraint_bad_pattern', at, { value: value!.slice(0, 80) });
  }
}

interface Single {
  code: 'fixed_port_many' | 'single_writer_many' | 'fixed_address_many' | 'host_network_many';
  at: PropertyKey[];
  params: Record<string, string | number>;
}

/** What lets one instance stand at a time only. */
export function singleReasons({ ports, volumes, networks }: Pick<AppSpec, 'ports' | 'volumes' | 'networks'>): Single[] {
  const found: Single[] = [];
  ports.forEach(({ hostPort }, index) => hostPort && found.push({ code: 'fixed_port_many', at: ['ports', index, 'hostPort'], params: { port: hostPort } }));
  volumes.forEach((volume, index) => volume.type === 'volume' && volume.singleWriter && found.push({ code: 'single_writer_many', at: ['volumes', index, 'singleWriter'], params: {} }));
  networks.forEach(({ address, name }, index) => {
    if (address) found.push({ code: 'fixed_address_many', at: ['networks', index, 'address'], params: { address } });
    else if (name === 'host' && ports.length > 0) found.push({ code: 'host_network_many', at: ['networks', index, 'name'], params: {} });
  });
  return found;
}

/** Two instances cannot stand side by side, so that one must go before the next comes. */
export const isExclusive = (spec: AppSpec) => singleReasons(spec).length > 0;

/** The container's port that a check asks; the schema has seen to it that there is one. */
export function portOfCheck(spec: Pick<AppSpec, 'ports'>, port: number | string | undefined): number {
  if (typeof port === 'number') return port;
  const found = port === undefined ? spec.ports.find(({ protocol }) => protocol === 'tcp') : spec.ports.find(({ name }) => name === port);
  if (!found) throw new Error(`no port for a check: ${port}`);
  return found.containerPort;
}
