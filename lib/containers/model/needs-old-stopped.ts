import { joinsNetworks, type RawHostConfig, type RawInspect } from './inspect';
import { readMounts } from './read-spec';

type Described = Pick<RawInspect, 'Id' | 'HostConfig' | 'Config' | 'Mounts' | 'NetworkSettings' | 'Name' | 'State' | 'Image'>;

/**
 * Whether the new container cannot run beside the old one: it wants the same host port, the same static address, the
 * host's own network, or writes to the same files.
 */
export function needsOldStopped(old: Described, next: Described): boolean {
  return sharesPort(old, next) || sharesAddress(old, next) || sharesStack(old, next) || sharesWritableFiles(old, next);
}

function hostPorts(host: RawHostConfig): { protocol: string; port: string; address: string }[] {
  return Object.entries(host.PortBindings ?? {}).flatMap(([key, bindings]) =>
    (bindings ?? []).filter(({ HostPort }) => HostPort && HostPort !== '0').map(({ HostIp, HostPort }) => ({ protocol: key.split('/')[1] ?? 'tcp', port: HostPort!, address: HostIp ?? '' })),
  );
}
const isAny = (address: string) => address === '' || address === '0.0.0.0' || address === '::';

const sharesPort = (old: Described, next: Described) =>
  hostPorts(old.HostConfig).some((a) => hostPorts(next.HostConfig).some((b) => a.protocol === b.protocol && a.port === b.port && (a.address === b.address || isAny(a.address) || isAny(b.address))));

function sharesAddress(old: Described, next: Described): boolean {
  const before = old.NetworkSettings?.Networks ?? {};
  return Object.entries(next.NetworkSettings?.Networks ?? {}).some(([name, endpoint]) => {
    const other = before[name]?.IPAMConfig;
    const own = endpoint?.IPAMConfig;
    const sameV4 = own?.IPv4Address && own.IPv4Address === other?.IPv4Address;
    const sameV6 = own?.IPv6Address && own.IPv6Address === other?.IPv6Address;
    return Boolean(sameV4 || sameV6);
  }) || Boolean(next.Config.MacAddress && next.Config.MacAddress === old.Config.MacAddress);
}

const sharesStack = (old: Described, next: Described) =>
  !joinsNetworks(old.HostConfig.NetworkMode) && old.HostConfig.NetworkMode !== 'none' && old.HostConfig.NetworkMode === next.HostConfig.NetworkMode;

/** Two databases on one folder would destroy it. */
function sharesWritableFiles(old: Described, next: Described): boolean {
  const before = new Set(writable(old));
  return writable(next).some((source) => before.has(source));
}
const writable = (described: Described) => readMounts(described).filter(({ type, readOnly }) => type !== 'tmpfs' && !readOnly).map(({ type, source }) => `${type}:${source}`);
