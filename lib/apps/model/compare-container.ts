/** As much of an inspect as is compared; what the engine leaves out counts as empty. */
export interface Inspected {
  Image: string;
  Config: { Image: string; Cmd: string[] | null; Entrypoint: string[] | string | null; Env: string[] | null; User?: string; WorkingDir?: string; Tty?: boolean; Labels?: Record<string, string> | null; Healthcheck?: { Test?: string[]; Interval?: number; Timeout?: number; StartPeriod?: number; Retries?: number } | null; StopTimeout?: number };
  HostConfig: Record<string, unknown>;
  NetworkSettings: { Networks: Record<string, unknown> | null };
  Mounts: { Type: string; Name?: string; Source: string; Destination: string; RW: boolean }[];
}

/** What the image itself says, which a spec need not repeat. */
export interface ImageDefaults {
  Cmd?: string[] | null;
  Entrypoint?: string[] | string | null;
  Env?: string[] | null;
  User?: string;
  WorkingDir?: string;
  Labels?: Record<string, string> | null;
  Volumes?: Record<string, unknown> | null;
}

export interface Facts {
  image: string;
  command: string[];
  entrypoint: string[];
  env: Record<string, string>;
  user: string;
  workingDir: string;
  tty: boolean;
  labels: Record<string, string>;
  cpus: number;
  memMib: number;
  gpus: number;
  restart: 'always' | 'on-failure' | 'no';
  log: string;
  stopSeconds: number;
  ports: string[];
  mounts: string[];
  networks: string[];
  ulimits: string[];
  health: string;
  /** Settings that a spec has no words for, as the engine names them. */
  beyond: string[];
}

const MIB = 1024 * 1024;
const list = (value: string[] | string | null | undefined) => (Array.isArray(value) ? value : value ? [value] : []);
export const envMap = (env: readonly string[] | null | undefined) => Object.fromEntries((env ?? []).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));

/** Every way to the host, and every other setting that a spec cannot say, that is not as the engine leaves it. */
function beyondOf(host: Record<string, unknown>): string[] {
  const usual: Record<string, unknown[]> = { IpcMode: ['private', 'shareable', ''], CgroupnsMode: ['host', 'private', ''], Isolation: [''], Runtime: ['runc', ''], ShmSize: [67_108_864], PidMode: [''], UTSMode: [''], UsernsMode: ['']};
  const watched = ['Privileged', 'CapAdd', 'CapDrop', 'Devices', 'SecurityOpt', 'Sysctls', 'PidMode', 'IpcMode', 'UTSMode', 'UsernsMode', 'GroupAdd', 'ExtraHosts', 'Dns', 'ReadonlyRootfs', 'Init', 'OomKillDisable', 'AutoRemove', 'ShmSize', 'CpusetCpus', 'VolumesFrom'];
  return watched.filter((name) => {
    const value = host[name];
    if (value === null || value === undefined || value === false || value === 0 || value === '') return false;
    if (usual[name]?.includes(value)) return false;
    return !(Array.isArray(value) && value.length === 0) && !(typeof value === 'object' && Object.keys(value).length === 0);
  });
}

/** A container in the words of a spec. */
export function factsOf(found: Inspected, image: ImageDefaults): Facts {
  const { Config: config, HostConfig: host } = found;
  const imageEnv = envMap(image.Env);
  const bindings = (host.PortBindings ?? {}) as Record<string, { HostPort: string }[] | null>;
  const log = (host.LogConfig ?? {}) as { Type?: string; Config?: Record<string, string> | null };
  const restart = ((host.RestartPolicy ?? {}) as { Name?: string }).Name ?? '';
  const check = config.Healthcheck;
  const nano = Number(host.NanoCpus ?? 0);
  const quota = Number(host.CpuQuota ?? 0) / (Number(host.CpuPeriod ?? 0) || 100_000);
  return {
    image: config.Image,
    command: same(list(config.Cmd), list(image.Cmd)) ? [] : list(config.Cmd),
    entrypoint: same(list(config.Entrypoint), list(image.Entrypoint)) ? [] : list(config.Entrypoint),
    env: Object.fromEntries(Object.entries(envMap(config.Env)).filter(([name, value]) => imageEnv[name] !== value)),
    user: config.User === (image.User ?? '') ? '' : (config.User ?? ''),
    workingDir: config.WorkingDir === (image.WorkingDir ?? '') ? '' : (config.WorkingDir ?? ''),
    tty: config.Tty ?? false,
    labels: Object.fromEntries(Object.entries(config.Labels ?? {}).filter(([name, value]) => !/^(gantry|com\.docker)\./.test(name) && image.Labels?.[name] !== value)),
    cpus: nano > 0 ? nano / 1e9 : quota > 0 ? quota : 0,
    memMib: Math.round(Number(host.Memory ?? 0) / MIB),
    gpus: ((host.DeviceRequests ?? []) as { Count?: number }[]).reduce((sum, { Count = 0 }) => sum + Math.max(Count, 0), 0),
    restart: restart === 'always' || restart === 'unless-stopped' ? 'always' : restart === 'on-failure' ? 'on-failure' : 'no',
    log: `${log.Type ?? 'json-file'} ${Object.entries(log.Config ?? {}).map(([name, value]) => `${name}=${value}`).sort().join(' ')}`.trim(),
    stopSeconds: config.StopTimeout ?? 10,
    ports: Object.entries(bindings).flatMap(([port, all]) => (all ?? []).map(({ HostPort }) => `${HostPort || '*'}:${port}`)).sort(),
    mounts: found.Mounts.filter(({ Destination, Name }) => !(Name && /^[0-9a-f]{64}$/.test(Name) && image.Volumes && Destination in image.Volumes)).map(({ Type, Name, Source, Destination, RW }) => `${Type}:${Type === 'volume' ? (Name ?? '') : Type === 'tmpfs' ? '' : Source}:${Destination}:${RW ? 'rw' : 'ro'}`).sort(),
    networks: Object.keys(found.NetworkSettings.Networks ?? {}).sort(),
    ulimits: ((host.Ulimits ?? []) as { Name: string; Soft: number; Hard: number }[]).map(({ Name, Soft, Hard }) => `${Name}=${Soft}:${Hard}`).sort(),
    health: check?.Test && check.Test[0] !== 'NONE' ? check.Test.join(' ') : '',
    beyond: beyondOf(host),
  };
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, index) => one === b[index]);

export interface Difference {
  field: keyof Facts;
  wanted: string;
  real: string;
}

const MASK = '••••••';
const show = (field: keyof Facts, value: unknown): string => {
  if (field === 'env') return Object.keys(value as object).sort().map((name) => `${name}=${MASK}`).join(' ');
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([name, one]) => `${name}=${String(one)}`).sort().join(' ');
  return String(value);
};

/** What differs between what is wanted and what is there; a host port that the engine chose is as wanted. */
export function differences(wanted: Facts, real: Facts): Difference[] {
  return (Object.keys(wanted) as (keyof Facts)[]).flatMap((field) => {
    const [a, b] = [wanted[field], real[field]];
    const equal = JSON.stringify(order(a)) === JSON.stringify(order(b));
    if (equal) return [];
    const [x, y] = [show(field, a), show(field, b)];
    return [{ field, wanted: x === y ? `${x} (a)` : x, real: x === y ? `${y} (b)` : y }];
  });
}
const order = (value: unknown): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value);
