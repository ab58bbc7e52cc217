import { readAge } from './state-age';
import type { ContainerRow, ImageRow, NetworkRow, VolumeRow } from '../contract';

// The parts of the engine's answers that are read here; engines leave fields out or send null, so all are optional.
export interface RawContainer {
  Id: string;
  Names?: string[] | null;
  Image?: string;
  ImageID?: string;
  Command?: string;
  Created?: number;
  State?: string;
  Status?: string;
  Ports?: { IP?: string; PrivatePort?: number; PublicPort?: number; Type?: string }[] | null;
  Labels?: Record<string, string> | null;
  Mounts?: { Type?: string; Name?: string; Source?: string; Destination?: string; RW?: boolean }[] | null;
  NetworkSettings?: { Networks?: Record<string, { IPAddress?: string } | null> | null } | null;
}
export interface RawImage { Id: string; RepoTags?: string[] | null; RepoDigests?: string[] | null; Size?: number; Created?: number; Labels?: Record<string, string> | null }
export interface RawNetwork {
  Id: string; Name: string; Driver?: string; Scope?: string; Internal?: boolean; Attachable?: boolean; Created?: string;
  IPAM?: { Config?: { Subnet?: string; Gateway?: string; IPRange?: string }[] | null } | null;
  Labels?: Record<string, string> | null;
}
export interface RawVolume { Name: string; Driver?: string; Mountpoint?: string; CreatedAt?: string; Labels?: Record<string, string> | null }

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;

export function toContainerRow(raw: RawContainer, environmentId: string, host: string, nowMs: number): ContainerRow {
  const status = raw.Status ?? '';
  const createdAtMs = (raw.Created ?? 0) * 1000;
  const age = readAge(status);
  return {
    id: raw.Id,
    environmentId,
    name: ownName(raw.Names ?? []),
    image: raw.Image ?? '',
    imageId: raw.ImageID ?? '',
    command: raw.Command ?? '',
    state: STATES.find((state) => state === raw.State) ?? 'dead',
    health: readHealth(status),
    status,
    exitCode: readExitCode(status),
    createdAt: new Date(createdAtMs).toISOString(),
    since: new Date(age ? Math.max(createdAtMs, nowMs - age.ms) : createdAtMs).toISOString(),
    ports: uniquePorts(raw.Ports ?? []),
    addresses: Object.entries(raw.NetworkSettings?.Networks ?? {})
      .filter(([, network]) => network?.IPAddress)
      .map(([network, settings]) => ({ network, address: settings!.IPAddress! }))
      .sort((a, b) => a.network.localeCompare(b.network)),
    labels: raw.Labels ?? {},
    mounts: (raw.Mounts ?? []).map((mount) => ({
      type: mount.Type ?? 'bind',
      ...(mount.Name && { name: mount.Name }),
      source: mount.Source ?? '',
      destination: mount.Destination ?? '',
      readOnly: mount.RW === false,
    })),
    host,
  };
}

/** A linked container has several names (`/other/alias`); its own is the one without a second slash. */
const ownName = (names: string[]) => (names.find((name) => !name.slice(1).includes('/')) ?? names[0] ?? '').replace(/^\//, '');

export function readHealth(status: string): ContainerRow['health'] {
  if (status.includes('(unhealthy)')) return 'unhealthy';
  if (status.includes('(healthy)')) return 'healthy';
  return status.includes('(health: starting)') ? 'starting' : 'none';
}

export function readExitCode(status: string): number | null {
  const code = /^(?:Exited|Restarting) \((\d+)\)/.exec(status)?.[1];
  return code === undefined ? null : Number(code);
}

/** Engines list one published port for IPv4 and again for IPv6. */
function uniquePorts(ports: NonNullable<RawContainer['Ports']>): ContainerRow['ports'] {
  const seen = new Map<string, ContainerRow['ports'][number]>();
  for (const port of ports) {
    const row = {
      containerPort: port.PrivatePort ?? 0,
      protocol: port.Type ?? 'tcp',
      ...(port.PublicPort && { hostPort: port.PublicPort, ...(port.IP && !isAnyAddress(port.IP) && { hostAddress: port.IP }) }),
    };
    seen.set(`${row.containerPort}/${row.protocol}/${row.hostPort ?? ''}/${row.hostAddress ?? ''}`, row);
  }
  return [...seen.values()].sort((a, b) => a.containerPort - b.containerPort || (a.hostPort ?? 0) - (b.hostPort ?? 0));
}
const isAnyAddress = (address: string) => address === '0.0.0.0' || address === '::';

const isoOfSeconds = (seconds = 0) => new Date(seconds * 1000).toISOString();
/** Go prints nanoseconds and a zone; both are understood by Date except for the zero time. */
const isoOfGoTime = (text: string | undefined): string | null => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time < 0 ? null : new Date(time).toISOString();
};
const named = (values: string[] | null | undefined) => (values ?? []).filter((value) => !value.startsWith('<none>'));

export const toImageRow = (raw: RawImage, environmentId: string, containerCount: number): ImageRow => ({
  id: raw.Id, environmentId, tags: named(raw.RepoTags), digests: named(raw.RepoDigests),
  sizeBytes: raw.Size ?? 0, createdAt: isoOfSeconds(raw.Created), labels: raw.Labels ?? {}, containerCount,
});

export const toNetworkRow = (raw: RawNetwork, environmentId: string, containerCount: number): NetworkRow => ({
  id: raw.Id, environmentId, name: raw.Name, driver: raw.Driver ?? '', scope: raw.Scope ?? '', internal: raw.Internal ?? false,
  attachable: raw.Attachable ?? false,
  subnets: (raw.IPAM?.Config ?? []).map((config) => ({
    ...(config.Subnet && { subnet: config.Subnet }), ...(config.Gateway && { gateway: config.Gateway }), ...(config.IPRange && { ipRange: config.IPRange }),
  })),
  labels: raw.Labels ?? {}, createdAt: isoOfGoTime(raw.Created) ?? isoOfSeconds(0), containerCount,
});

export const toVolumeRow = (raw: RawVolume, environmentId: string, usedBy: string[]): VolumeRow => ({
  name: raw.Name, environmentId, driver: raw.Driver ?? '', mountpoint: raw.Mountpoint ?? '', createdAt: isoOfGoTime(raw.CreatedAt), labels: raw.Labels ?? {}, usedBy,
});
