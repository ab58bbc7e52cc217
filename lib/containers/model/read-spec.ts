import type { ContainerSpec, MountEntry } from '../spec';
import { isSecret } from './mask-inspect';
import { sameValue } from './same-value';
import { type ImageConfig, nameOf, networkOf, type RawHostConfig, type RawInspect, splitEnv } from './inspect';

/** The form of a container that is there. What came from its image is left out, so that another image's own takes its place. */
export function readSpec(inspect: RawInspect, image: ImageConfig): ContainerSpec {
  const { Config, HostConfig } = inspect;
  const restart = HostConfig.RestartPolicy;
  return {
    name: nameOf(inspect),
    image: Config.Image ?? '',
    command: ownCommand(inspect, image),
    env: ownEnv(inspect, image).map(({ name, value }) => (isSecret(name, value) ? { name, kept: true as const } : { name, value })),
    ports: readPorts(HostConfig),
    mounts: readMounts(inspect),
    network: networkOf(HostConfig.NetworkMode),
    restart: { name: (restart?.Name || 'no') as ContainerSpec['restart']['name'], maximumRetryCount: restart?.MaximumRetryCount ?? 0 },
    cpus: readCpus(HostConfig),
    memoryBytes: HostConfig.Memory || null,
  };
}

/** With an entrypoint of its own a container takes no command from its image. */
export function ownCommand({ Config }: RawInspect, image: ImageConfig): string[] {
  const sameEntrypoint = sameValue(Config.Entrypoint ?? [], image.Entrypoint ?? []);
  return sameEntrypoint && sameValue(Config.Cmd ?? [], image.Cmd ?? []) ? [] : (Config.Cmd ?? []);
}

export function ownEnv({ Config }: RawInspect, image: ImageConfig): { name: string; value: string }[] {
  const fromImage = new Set(image.Env ?? []);
  return (Config.Env ?? []).filter((entry) => !fromImage.has(entry)).map(splitEnv);
}

export function readCpus(host: RawHostConfig): number | null {
  if (host.NanoCpus) return host.NanoCpus / 1e9;
  return host.CpuQuota && host.CpuQuota > 0 ? Math.round((host.CpuQuota / (host.CpuPeriod || 100_000)) * 1000) / 1000 : null;
}

function readPorts(host: RawHostConfig): ContainerSpec['ports'] {
  return Object.entries(host.PortBindings ?? {}).flatMap(([key, bindings]) => {
    const [port, protocol] = key.split('/');
    return (bindings ?? []).map(({ HostIp, HostPort }) => ({
      containerPort: Number(port),
      protocol: (protocol ?? 'tcp') as 'tcp' | 'udp' | 'sctp',
      ...(HostPort && HostPort !== '0' && { hostPort: Number(HostPort) }),
      ...(HostIp && { hostAddress: HostIp }),
    }));
  });
}

/** Everything mounted, however it was asked for; an anonymous volume goes by the name it got. */
export function readMounts(inspect: RawInspect): MountEntry[] {
  const tmpfs = Object.entries(inspect.HostConfig.Tmpfs ?? {}).map(([target]) => ({ type: 'tmpfs' as const, target, readOnly: false }));
  const mounted = (inspect.Mounts ?? []).flatMap((mount): MountEntry[] => {
    const readOnly = mount.RW === false;
    if (mount.Type === 'tmpfs') return [{ type: 'tmpfs', target: mount.Destination ?? '', readOnly }];
    if (mount.Type !== 'volume' && mount.Type !== 'bind') return [];
    return [{ type: mount.Type, source: mount.Type === 'volume' ? (mount.Name ?? '') : (mount.Source ?? ''), target: mount.Destination ?? '', readOnly }];
  });
  return [...mounted, ...tmpfs].sort((a, b) => a.target.localeCompare(b.target));
}
