import type { ContainerSpec, MountEntry } from '../spec';
import { type CreateBody, type ImageConfig, joinsNetworks, networkOf, type PortBindings, type RawConfig, type RawEndpoint, type RawHostConfig, type RawInspect, type RawMountSpec, splitEnv } from './inspect';
import { readCpus, readMounts } from './read-spec';
import { sameValue } from './same-value';

export interface Origin {
  inspect: RawInspect;
  image: ImageConfig;
}

export interface Creation {
  body: CreateBody;
  /** Joined after the create and before the start: older engines take only one network at create. */
  otherNetworks: Record<string, RawEndpoint>;
}

/**
 * The engine's request for a spec. With an origin, everything that the spec does not speak of is the origin's; what the
 * origin had from its own image is left to the (maybe other) image.
 */
export function buildCreation(spec: ContainerSpec, origin?: Origin): Creation {
  const host: RawHostConfig = {
    ...(origin?.inspect.HostConfig ?? {}),
    ...limits(spec, origin?.inspect.HostConfig),
    PortBindings: portBindings(spec),
    RestartPolicy: { Name: spec.restart.name, MaximumRetryCount: spec.restart.name === 'on-failure' ? spec.restart.maximumRetryCount : 0 },
    NetworkMode: spec.network,
    ...mounts(spec, origin?.inspect),
  };
  if (host.Links) host.Links = host.Links.map(toLink);
  const { primary, others } = networks(spec, origin?.inspect);
  const body: CreateBody = {
    ...(origin ? inherited(origin, spec) : {}),
    Image: spec.image,
    Env: env(spec, origin?.inspect),
    ExposedPorts: { ...(origin ? inherited(origin, spec).ExposedPorts : {}), ...Object.fromEntries(Object.keys(portBindings(spec)).map((key) => [key, {}])) },
    HostConfig: host,
    ...(primary && { NetworkingConfig: { EndpointsConfig: { [spec.network]: primary } } }),
  };
  if (spec.command.length > 0) body.Cmd = spec.command;
  else delete body.Cmd;
  return { body, otherNetworks: others };
}

const FROM_IMAGE = ['Entrypoint', 'User', 'WorkingDir', 'StopSignal', 'Shell', 'Healthcheck'] as const;

function inherited({ inspect, image }: Origin, spec: ContainerSpec): RawConfig {
  const config: RawConfig = { ...inspect.Config };
  for (const key of FROM_IMAGE) if (sameValue(config[key], image[key])) delete config[key];
  const imageLabels = image.Labels ?? {};
  config.Labels = Object.fromEntries(Object.entries(config.Labels ?? {}).filter(([name, value]) => imageLabels[name] !== value));
  const wasPublished = new Set(Object.keys(inspect.HostConfig.PortBindings ?? {}));
  config.ExposedPorts = Object.fromEntries(Object.entries(config.ExposedPorts ?? {}).filter(([key]) => !wasPublished.has(key) && !Object.hasOwn(image.ExposedPorts ?? {}, key)));
  delete config.OnBuild;
  // Volumes are mounted by name below; the engine makes the image's own where nothing else is mounted.
  delete config.Volumes;
  // A host name that the engine made from the id belongs to that id; one with a shared stack may not be set at all.
  if (inspect.Id.startsWith(config.Hostname ?? '') || !joinsNetworks(spec.network)) delete config.Hostname;
  return config;
}

function env(spec: ContainerSpec, old?: RawInspect): string[] {
  const known = new Map((old?.Config.Env ?? []).map(splitEnv).map(({ name, value }) => [name, value]));
  return spec.env.map((entry) => `${entry.name}=${'value' in entry ? entry.value : (known.get(entry.name) ?? '')}`);
}

function portBindings(spec: ContainerSpec): PortBindings {
  const bindings: PortBindings = {};
  for (const { containerPort, protocol, hostPort, hostAddress } of spec.ports) {
    const key = `${containerPort}/${protocol}`;
    bindings[key] = [...(bindings[key] ?? []), { HostIp: hostAddress ?? '', HostPort: hostPort ? String(hostPort) : '' }];
  }
  return bindings;
}

/** A figure that was not changed keeps the form in which it was set. */
function limits(spec: ContainerSpec, old: RawHostConfig | undefined): RawHostConfig {
  const next: RawHostConfig = {};
  if (!old || readCpus(old) !== spec.cpus) Object.assign(next, { NanoCpus: Math.round((spec.cpus ?? 0) * 1e9), CpuQuota: 0, CpuPeriod: 0 });
  if (!old || (old.Memory || null) !== spec.memoryBytes) {
    next.Memory = spec.memoryBytes ?? 0;
    next.MemorySwap = swapFor(spec.memoryBytes, old);
    if (old?.MemoryReservation && spec.memoryBytes && old.MemoryReservation > spec.memoryBytes) next.MemoryReservation = 0;
  }
  return next;
}

/** 0 is the engine's own rule (twice the memory). A limit that a person set stays while it still fits. */
function swapFor(memoryBytes: number | null, old: RawHostConfig | undefined): number {
  const swap = old?.MemorySwap ?? 0;
  if (memoryBytes === null) return 0;
  if (swap === -1) return -1;
  return swap > memoryBytes && swap !== (old?.Memory ?? 0) * 2 ? swap : 0;
}

const keyOf = (mount: MountEntry) => `${mount.type}|${mount.source ?? ''}|${mount.target}|${mount.readOnly}`;

/** A mount that was not changed keeps its own words (options like `:z`, propagation, labels); the others are written anew. */
function mounts(spec: ContainerSpec, old?: RawInspect): Pick<RawHostConfig, 'Binds' | 'Mounts' | 'Tmpfs'> {
  const unchanged = new Set((old ? readMounts(old) : []).map(keyOf));
  const Binds: string[] = [];
  const Mounts: RawMountSpec[] = (old?.HostConfig.Mounts ?? []).filter(({ Type }) => !['volume', 'bind', 'tmpfs'].includes(Type ?? ''));
  const Tmpfs: Record<string, string> = {};
  for (const mount of spec.mounts) {
    const kept = unchanged.has(keyOf(mount));
    const bind = kept ? old?.HostConfig.Binds?.find((text) => bindTarget(text) === mount.target) : undefined;
    const written = kept ? old?.HostConfig.Mounts?.find(({ Target }) => Target === mount.target) : undefined;
    if (bind) Binds.push(isAnonymousBind(bind) ? `${mount.source}:${mount.target}` : bind);
    // An anonymous volume has no source in what was asked for; by its name it is carried over.
    else if (written) Mounts.push(mount.type === 'volume' ? { ...written, Source: mount.source } : written);
    else if (mount.type === 'tmpfs') Tmpfs[mount.target] = (kept && old?.HostConfig.Tmpfs?.[mount.target]) || (mount.readOnly ? 'ro' : '');
    else Mounts.push({ Type: mount.type, ...(mount.source && { Source: mount.source }), Target: mount.target, ReadOnly: mount.readOnly });
  }
  return { Binds, Mounts, Tmpfs };
}

const bindTarget = (bind: string) => bind.split(':')[isAnonymousBind(bind) ? 0 : 1];
const isAnonymousBind = (bind: string) => !bind.includes(':');

/** Inspect tells `/db:/web/database`; create wants `db:database`. */
function toLink(link: string): string {
  const [container = '', alias = ''] = link.split(':');
  return `${container.replace(/^\//, '')}:${alias.split('/').pop() ?? ''}`;
}

function networks(spec: ContainerSpec, old?: RawInspect): { primary?: RawEndpoint; others: Record<string, RawEndpoint> } {
  if (!joinsNetworks(spec.network)) return { others: {} };
  const oldPrimary = old && networkOf(old.HostConfig.NetworkMode);
  const before = Object.entries(old?.NetworkSettings?.Networks ?? {}).map(([name, endpoint]) => [name, settingsOf(endpoint, old!.Id)] as const);
  const primary = before.find(([name]) => name === spec.network)?.[1] ?? {};
  const others = before.filter(([name]) => name !== spec.network && !(name === oldPrimary && oldPrimary !== spec.network));
  return { primary, others: joinsNetworks(old?.HostConfig.NetworkMode) ? Object.fromEntries(others) : {} };
}

/** What a person asked for of an endpoint, without what the engine gave it (addresses of its own choice, the id as alias). */
function settingsOf(endpoint: RawEndpoint | null, containerId: string): RawEndpoint {
  const aliases = (endpoint?.Aliases ?? []).filter((alias) => !containerId.startsWith(alias));
  return {
    ...(endpoint?.IPAMConfig && { IPAMConfig: endpoint.IPAMConfig }),
    ...(aliases.length > 0 && { Aliases: aliases }),
    ...(endpoint?.Links && endpoint.Links.length > 0 && { Links: endpoint.Links }),
    ...(endpoint?.DriverOpts && { DriverOpts: endpoint.DriverOpts }),
  };
}
