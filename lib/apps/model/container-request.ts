import type { AppSpec, Sidecar } from '../spec';

const NS = 1_000_000_000;
const MIB = 1024 * 1024;
const PIDS_LIMIT = 4096;

export interface ContainerIdentity {
  appId: string;
  path: string;
  version: number;
  instanceId: string;
}

/** What a spec only names, as it was found for this version. */
export interface Resolved {
  env: Record<string, string>;
  /** Where on the engine's host the content of each config file lies. */
  files: { path: string; source: string }[];
  /** Name servers, where the network has one of its own. */
  dns?: readonly string[];
}

/** For people and for `docker ps`; ownership is the database's word. */
const labelsOf = (identity: ContainerIdentity) => ({ 'gantry.app': identity.path, 'gantry.version': String(identity.version), 'gantry.instance': identity.instanceId });
const envOf = (env: Record<string, string>, timeZone?: string) => Object.entries({ ...(timeZone && { TZ: timeZone }), ...env }).map(([name, value]) => `${name}=${value}`);

function processOf(spec: Pick<AppSpec, 'entrypoint' | 'args' | 'cmd' | 'user' | 'workingDir'>) {
  return {
    ...(spec.entrypoint && { Entrypoint: spec.entrypoint }),
    // As Marathon: a line is the shell's, and the image's entrypoint has no say in it.
    ...(spec.cmd !== undefined && { ...(!spec.entrypoint && { Entrypoint: [] }), Cmd: ['/bin/sh', '-c', spec.cmd] }),
    ...(spec.args && { Cmd: spec.args }),
    ...(spec.user && { User: spec.user }),
    ...(spec.workingDir && { WorkingDir: spec.workingDir }),
  };
}

const limitsOf = ({ cpus, mem }: { cpus: number; mem: number }) => ({ NanoCpus: Math.round(cpus * NS), Memory: mem * MIB, MemorySwap: mem * MIB, PidsLimit: PIDS_LIMIT });

function logOf({ driver, maxSizeMb, maxFiles, options }: AppSpec['log']) {
  const rotates = driver === 'json-file' || driver === 'local';
  return { Type: driver, Config: { ...options, ...(rotates && { 'max-size': `${maxSizeMb}m`, 'max-file': String(maxFiles) }) } };
}

/**
 * The engine's request for one instance. An allow-list: only what is named here is ever sent, so a spec has no way to
 * a privileged container, a host namespace, a device or a capability. Memory, processes and log always have a limit.
 */
export function toContainerRequest(spec: AppSpec, identity: ContainerIdentity, { env, files, dns = [] }: Resolved) {
  const key = (port: AppSpec['ports'][number]) => `${port.containerPort}/${port.protocol}`;
  const own = spec.healthChecks.find(({ protocol }) => protocol === 'COMMAND');
  const [network] = spec.networks;
  const published = network?.name === 'host' ? [] : spec.ports;
  return {
    Image: spec.image,
    ...processOf(spec),
    Tty: spec.tty,
    Env: envOf(env, spec.timeZone),
    Labels: { ...spec.labels, ...labelsOf(identity) },
    StopTimeout: spec.taskKillGracePeriodSeconds,
    ExposedPorts: Object.fromEntries(published.map((port) => [key(port), {}])),
    ...(own?.protocol === 'COMMAND' && {
      Healthcheck: { Test: ['CMD', ...own.command], Interval: own.intervalSeconds * NS, Timeout: own.timeoutSeconds * NS, StartPeriod: own.gracePeriodSeconds * NS, Retries: own.maxConsecutiveFailures },
    }),
    HostConfig: {
      ...limitsOf(spec),
      ...(spec.disk && { StorageOpt: { size: `${spec.disk}m` } }),
      ...(spec.gpus && { DeviceRequests: [{ Driver: '', Count: spec.gpus, Capabilities: [['gpu']] }] }),
      ...(spec.ulimits.length > 0 && { Ulimits: spec.ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })) }),
      ...(spec.capAdd.length > 0 && { CapAdd: spec.capAdd }),
      ...(spec.devices.length > 0 && { Devices: spec.devices.map(({ source, containerPath, permissions }) => ({ PathOnHost: source, PathInContainer: containerPath ?? source, CgroupPermissions: permissions })) }),
      RestartPolicy: { Name: spec.restart === 'always' ? 'unless-stopped' : spec.restart, MaximumRetryCount: 0 },
      LogConfig: logOf(spec.log),
      PortBindings: Object.fromEntries(published.map((port) => [key(port), [{ HostIp: '', HostPort: port.hostPort ? String(port.hostPort) : '' }]])),
      Mounts: [
        ...spec.volumes.map(mountOf),
        ...files.map(({ path, source }) => ({ Type: 'bind' as const, Source: source, Target: path, ReadOnly: true })),
      ],
      ...(network && { NetworkMode: network.name }),
      ...(dns.length > 0 && { Dns: [...dns] }),
    },
    ...(network && (network.address || network.aliases.length > 0) && { NetworkingConfig: { EndpointsConfig: { [network.name]: endpointOf(network) } } }),
  };
}

/** How an instance stands in a network; the engine takes one at the start, the others are joined before it starts. */
export const endpointOf = ({ address, aliases }: AppSpec['networks'][number]) => ({ ...(address && { IPAMConfig: { IPv4Address: address } }), ...(aliases.length > 0 && { Aliases: aliases }) });

function mountOf(volume: AppSpec['volumes'][number]) {
  switch (volume.type) {
    case 'volume':
      return { Type: 'volume' as const, Source: volume.source, Target: volume.containerPath, ReadOnly: volume.readOnly };
    case 'host':
      return { Type: 'bind' as const, Source: volume.source, Target: volume.containerPath, ReadOnly: volume.readOnly };
    case 'tmpfs':
      return { Type: 'tmpfs' as const, Source: '', Target: volume.containerPath, TmpfsOptions: { SizeBytes: volume.sizeMb * MIB, Mode: 0o1777 } };
  }
}

/** A container beside the main one: in its network, with its volumes. */
export function toSidecarRequest(sidecar: Sidecar, spec: AppSpec, mainId: string, identity: ContainerIdentity, env: Record<string, string>) {
  return {
    Image: sidecar.image,
    ...processOf(sidecar),
    Env: envOf(env, spec.timeZone),
    Labels: { ...labelsOf(identity), 'gantry.sidecar': sidecar.name },
    StopTimeout: spec.taskKillGracePeriodSeconds,
    HostConfig: {
      ...limitsOf(sidecar), RestartPolicy: { Name: spec.restart === 'no' ? 'no' : 'on-failure', MaximumRetryCount: 0 }, LogConfig: logOf(spec.log), NetworkMode: `container:${mainId}`,
      // What is in memory belongs to one container and cannot be shared.
      Mounts: spec.volumes.filter(({ type }) => type !== 'tmpfs').map(mountOf),
    },
  };
}

/** The same slot of the same version of the same app always gets the same name, so a repeated create meets its own container. */
export const containerNameOf = (path: string, appId: string, version: number, generation: number, slot: number) =>
  `${path.slice(1).replace(/\//g, '_').slice(0, 80)}.${appId.slice(-8)}.v${version}${generation > 0 ? `r${generation}` : ''}.${slot}`;
