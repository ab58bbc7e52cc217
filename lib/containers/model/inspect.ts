// The parts of the engine's description of a container that are read here. Engines leave fields out or send null.
export interface RawEndpoint {
  IPAMConfig?: { IPv4Address?: string; IPv6Address?: string; LinkLocalIPs?: string[] } | null;
  Links?: string[] | null;
  Aliases?: string[] | null;
  DriverOpts?: Record<string, string> | null;
  NetworkID?: string;
  IPAddress?: string;
  GlobalIPv6Address?: string;
  Gateway?: string;
  MacAddress?: string;
}

export interface RawMount { Type?: string; Name?: string; Source?: string; Destination?: string; RW?: boolean }
export interface RawMountSpec { Type?: string; Source?: string; Target?: string; ReadOnly?: boolean; [other: string]: unknown }
export type PortBindings = Record<string, { HostIp?: string; HostPort?: string }[] | null>;

export interface RawConfig {
  Image?: string;
  Hostname?: string;
  User?: string;
  WorkingDir?: string;
  Tty?: boolean;
  Env?: string[] | null;
  Cmd?: string[] | null;
  Entrypoint?: string[] | null;
  Labels?: Record<string, string> | null;
  Volumes?: Record<string, object> | null;
  ExposedPorts?: Record<string, object> | null;
  Healthcheck?: { Test?: string[]; Interval?: number; Timeout?: number; StartPeriod?: number; Retries?: number } | null;
  MacAddress?: string;
  StopSignal?: string;
  Shell?: string[] | null;
  OnBuild?: string[] | null;
  [other: string]: unknown;
}

export interface RawHostConfig {
  Binds?: string[] | null;
  Mounts?: RawMountSpec[] | null;
  Tmpfs?: Record<string, string> | null;
  PortBindings?: PortBindings | null;
  NetworkMode?: string;
  RestartPolicy?: { Name?: string; MaximumRetryCount?: number };
  NanoCpus?: number;
  CpuQuota?: number;
  CpuPeriod?: number;
  Memory?: number;
  MemorySwap?: number;
  MemoryReservation?: number;
  PidsLimit?: number | null;
  AutoRemove?: boolean;
  Privileged?: boolean;
  Links?: string[] | null;
  LogConfig?: { Type?: string; Config?: Record<string, string> };
  [other: string]: unknown;
}

export interface RawInspect {
  Id: string;
  Name: string;
  Created?: string;
  /** Id of the image. */
  Image: string;
  Path?: string;
  Args?: string[] | null;
  RestartCount?: number;
  State: {
    Status?: string; Running?: boolean; Paused?: boolean; Restarting?: boolean; OOMKilled?: boolean; ExitCode?: number; Error?: string; StartedAt?: string; FinishedAt?: string;
    Health?: { Status?: string; FailingStreak?: number; Log?: { Start?: string; End?: string; ExitCode?: number; Output?: string }[] | null } | null;
  };
  Config: RawConfig;
  HostConfig: RawHostConfig;
  Mounts?: RawMount[] | null;
  NetworkSettings?: { Ports?: PortBindings | null; Networks?: Record<string, RawEndpoint | null> | null };
}

/** `Config` of the image a container was made from; what a container shares with it came from there. */
export type ImageConfig = Pick<RawConfig, 'Env' | 'Cmd' | 'Entrypoint' | 'Labels' | 'Volumes' | 'ExposedPorts' | 'Healthcheck' | 'User' | 'WorkingDir' | 'StopSignal' | 'Shell' | 'OnBuild'>;

export interface CreateBody extends RawConfig {
  HostConfig: RawHostConfig;
  NetworkingConfig?: { EndpointsConfig: Record<string, RawEndpoint> };
}

export const nameOf = (inspect: Pick<RawInspect, 'Name'>) => inspect.Name.replace(/^\//, '');

/** `NAME=value=with=signs` → name and value; a name alone has an empty value. */
export function splitEnv(entry: string): { name: string; value: string } {
  const at = entry.indexOf('=');
  return at < 0 ? { name: entry, value: '' } : { name: entry.slice(0, at), value: entry.slice(at + 1) };
}

const HAS_OWN_STACK = /^(none|host|container:)/;
/** Whether the container is attached to networks at all. */
export const joinsNetworks = (networkMode: string | undefined) => !HAS_OWN_STACK.test(networkMode ?? '');
export const networkOf = (networkMode: string | undefined) => (!networkMode || networkMode === 'default' ? 'bridge' : networkMode);
