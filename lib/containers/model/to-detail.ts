import type { ContainerDetail } from '../contract';
import { nameOf, type RawInspect } from './inspect';
import { maskEnv } from './mask-inspect';
import { readCpus } from './read-spec';

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
/** Engines write the year 1 for "never". */
const timeOf = (text: string | undefined) => (!text || text.startsWith('0001-') ? null : text);

export function toDetail(inspect: RawInspect, place: Pick<ContainerDetail, 'environmentId' | 'environmentName' | 'app' | 'group'>): ContainerDetail {
  const { State, Config, HostConfig, NetworkSettings } = inspect;
  return {
    ...place,
    id: inspect.Id,
    name: nameOf(inspect),
    image: Config.Image ?? '',
    imageId: inspect.Image,
    createdAt: inspect.Created ?? '',
    state: {
      status: STATES.find((state) => state === State.Status) ?? 'dead', exitCode: State.ExitCode ?? 0, oomKilled: State.OOMKilled ?? false,
      error: State.Error ?? '', startedAt: timeOf(State.StartedAt), finishedAt: timeOf(State.FinishedAt),
    },
    restartCount: inspect.RestartCount ?? 0,
    restart: { name: HostConfig.RestartPolicy?.Name || 'no', maximumRetryCount: HostConfig.RestartPolicy?.MaximumRetryCount ?? 0 },
    command: Config.Cmd ?? [],
    entrypoint: Config.Entrypoint ?? [],
    workingDir: Config.WorkingDir || '/',
    user: Config.User || 'root',
    hostname: Config.Hostname ?? '',
    privileged: HostConfig.Privileged ?? false,
    tty: Config.Tty ?? false,
    limits: {
      cpus: readCpus(HostConfig), memoryBytes: HostConfig.Memory || null, memorySwapBytes: HostConfig.MemorySwap || null,
      pids: HostConfig.PidsLimit && HostConfig.PidsLimit > 0 ? HostConfig.PidsLimit : null,
    },
    logDriver: HostConfig.LogConfig?.Type ?? '',
    env: maskEnv(Config.Env ?? []),
    mounts: (inspect.Mounts ?? []).map((mount) => ({ type: mount.Type ?? 'bind', name: mount.Name ?? null, source: mount.Source ?? '', target: mount.Destination ?? '', readOnly: mount.RW === false })),
    ports: Object.entries(NetworkSettings?.Ports ?? {}).flatMap(([key, bindings]) => portsOf(key, bindings)),
    networks: Object.entries(NetworkSettings?.Networks ?? {}).map(([name, endpoint]) => ({
      id: endpoint?.NetworkID || name, name, address: endpoint?.IPAddress ?? '', address6: endpoint?.GlobalIPv6Address ?? '', gateway: endpoint?.Gateway ?? '', mac: endpoint?.MacAddress ?? '',
      aliases: (endpoint?.Aliases ?? []).filter((alias) => !inspect.Id.startsWith(alias)),
    })),
    labels: Config.Labels ?? {},
    health: State.Health
      ? {
          status: State.Health.Status ?? 'none', failingStreak: State.Health.FailingStreak ?? 0,
          log: (State.Health.Log ?? []).map((entry) => ({ startedAt: entry.Start ?? '', endedAt: entry.End ?? '', exitCode: entry.ExitCode ?? 0, output: entry.Output ?? '' })).reverse(),
        }
      : null,
  };
}

function portsOf(key: string, bindings: { HostIp?: string; HostPort?: string }[] | null): ContainerDetail['ports'] {
  const [port, protocol = 'tcp'] = key.split('/');
  const inside = { containerPort: Number(port), protocol };
  if (!bindings || bindings.length === 0) return [inside];
  const outside = bindings.map(({ HostIp, HostPort }) => ({ ...inside, ...(HostIp && HostIp !== '0.0.0.0' && HostIp !== '::' && { hostAddress: HostIp }), hostPort: Number(HostPort) }));
  return outside.filter((one, index) => outside.findIndex((other) => other.hostPort === one.hostPort && other.hostAddress === one.hostAddress) === index);
}
