import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';

// ---- inventory rows: one normal form for what an engine has ------------------

export const containerState = z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']);
export const containerHealth = z.enum(['none', 'starting', 'healthy', 'unhealthy']);

export const containerPort = z.object({
  containerPort: z.number(),
  protocol: z.string(),
  hostAddress: z.string().optional(),
  hostPort: z.number().optional(),
});

export const containerRow = z.object({
  /** Full engine id. */
  id: z.string(),
  environmentId: z.string(),
  name: z.string(),
  image: z.string(),
  imageId: z.string(),
  command: z.string(),
  state: containerState,
  health: containerHealth,
  /** The engine's own words: `Up 3 minutes (healthy)`, `Exited (137) 2 hours ago` (exit code is read from it). */
  status: z.string(),
  exitCode: z.number().nullable(),
  createdAt: z.iso.datetime(),
  /** Since when it is in this state, as exactly as the engine tells. */
  since: z.iso.datetime(),
  ports: z.array(containerPort),
  addresses: z.array(z.object({ network: z.string(), address: z.string() })),
  labels: z.record(z.string(), z.string()),
  mounts: z.array(z.object({ type: z.string(), name: z.string().optional(), source: z.string(), destination: z.string(), readOnly: z.boolean() })),
  /** Host name of the machine. */
  host: z.string(),
});
export type ContainerRow = z.infer<typeof containerRow>;

export const imageRow = z.object({
  id: z.string(),
  environmentId: z.string(),
  tags: z.array(z.string()),
  digests: z.array(z.string()),
  sizeBytes: z.number(),
  createdAt: z.iso.datetime(),
  labels: z.record(z.string(), z.string()),
  /** Containers (running or not) made from it. */
  containerCount: z.number(),
});
export type ImageRow = z.infer<typeof imageRow>;

export const networkRow = z.object({
  id: z.string(),
  environmentId: z.string(),
  name: z.string(),
  driver: z.string(),
  scope: z.string(),
  internal: z.boolean(),
  attachable: z.boolean(),
  subnets: z.array(z.object({ subnet: z.string().optional(), gateway: z.string().optional(), ipRange: z.string().optional() })),
  labels: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
  containerCount: z.number(),
});
export type NetworkRow = z.infer<typeof networkRow>;

export const volumeRow = z.object({
  name: z.string(),
  environmentId: z.string(),
  driver: z.string(),
  mountpoint: z.string(),
  createdAt: z.iso.datetime().nullable(),
  labels: z.record(z.string(), z.string()),
  /** Names of the containers that mount it. */
  usedBy: z.array(z.string()),
});
export type VolumeRow = z.infer<typeof volumeRow>;

export const engineEventRow = z.object({
  /** Rises by one an event within this console process. */
  seq: z.number(),
  environmentId: z.string(),
  at: z.iso.datetime(),
  type: z.string(),
  action: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  /** Of the container that joined or left a network; engines tell its id alone. */
  containerName: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
});
export type EngineEventRow = z.infer<typeof engineEventRow>;

export const owningApp = z.object({ id: z.string(), path: z.string() });
/** `kind: 'container-app'` on the live stream. */
export interface OwnershipChange { containerId: string; app: z.infer<typeof owningApp> | null }

// ---- environments -------------------------------------------------------------

const host = z.string().trim().min(1).max(253);
const pem = z.string().max(64 * 1024);

/** How to reach an engine. In a change, a secret that is left empty stays as it is. */
export const connectionInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('socket'), socketPath: z.string().trim().min(1).max(512) }),
  z.strictObject({
    kind: z.literal('tcp'),
    host,
    port: z.number().int().min(1).max(65535),
    /** PEM texts. Without, everybody who reaches the port owns the host. */
    tls: z.strictObject({ ca: pem, cert: pem, key: pem }).optional(),
  }),
  z.strictObject({
    kind: z.literal('ssh'),
    host,
    port: z.number().int().min(1).max(65535).default(22),
    username: z.string().trim().min(1).max(128),
    privateKey: pem,
    /** SHA-256 fingerprint of the host key (`SHA256:…`), pinned so that nobody can pose as the host. */
    hostKeyFingerprint: z.string().trim().regex(/^SHA256:[A-Za-z0-9+/]{43}$/).optional(),
  }),
]);
export type ConnectionInput = z.infer<typeof connectionInput>;

/** What is wrong with a connection: an error of this slice; `detail` is its sentence in the reader's language. */
const trouble = { since: z.iso.datetime(), code: z.string(), detail: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) };

export const environmentStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('up') }),
  /** The engine does not answer; rows are as they were at `since`. */
  z.object({ kind: z.literal('stale'), ...trouble }),
  /** The engine refuses or is gone. */
  z.object({ kind: z.literal('down'), ...trouble }),
]);
export type EnvironmentStatus = z.infer<typeof environmentStatus>;

/** How many times what a host has may be reserved: its cores are shared out by the kernel, its memory is not. */
export const overcommit = z.strictObject({ cpu: z.number().min(1).max(100), mem: z.number().min(0.1).max(10) });
export type Overcommit = z.infer<typeof overcommit>;

export const environmentDto = z.object({
  id: z.string(),
  name: z.string(),
  overcommit,
  kind: z.string(),
  /** Without secrets. */
  endpoint: z.string(),
  status: environmentStatus,
  createdAt: z.iso.datetime(),
  host: z
    .object({
      name: z.string(),
      engineVersion: z.string(),
      apiVersion: z.string(),
      os: z.string(),
      architecture: z.string(),
      cpus: z.number(),
      memoryBytes: z.number(),
      storageDriver: z.string(),
      rootDir: z.string(),
      labels: z.record(z.string(), z.string()),
      limitsDisk: z.boolean(),
    })
    .nullable(),
});
export type EnvironmentDto = z.infer<typeof environmentDto>;

export const listEnvironments = endpoint({
  method: 'GET',
  path: '/api/v1/environments',
  summary: 'List environments with their state',
  permission: 'environment:view', on: 'somewhere',
  response: z.object({ items: z.array(environmentDto) }),
});

export type InventoryKind = 'container' | 'image' | 'network' | 'volume';
export interface InventoryRows { container: ContainerRow; image: ImageRow; network: NetworkRow; volume: VolumeRow }

/** `kind: 'inventory'` on the live stream. */
export interface InventoryLiveEvent<K extends InventoryKind = InventoryKind> {
  environmentId: string;
  resource: K;
  upserts: InventoryRows[K][];
  removes: string[];
}

/** `kind: 'environment'` on the live stream: it came, went, or changed its state. */
export interface EnvironmentLiveEvent { id: string }

export const diskUsagePart = z.object({
  count: z.number(),
  sizeBytes: z.number(),
  /** What a prune would free, at least. */
  reclaimableBytes: z.number(),
});
export type DiskUsagePart = z.infer<typeof diskUsagePart>;
/** Also `kind: 'disk-usage'` on the live stream. */
export const diskUsageDto = z.object({
  environmentId: z.string(),
  /** Engines take long to measure this, so it is measured now and then. */
  measuredAt: z.iso.datetime(),
  tookMs: z.number(),
  images: diskUsagePart,
  containers: diskUsagePart,
  volumes: diskUsagePart,
  buildCache: diskUsagePart,
});
export type DiskUsageDto = z.infer<typeof diskUsageDto>;

export const listDiskUsage = endpoint({
  method: 'GET', path: '/api/v1/disk-usage', summary: 'What images, containers, volumes and build cache take on the disk of each engine, as last measured', permission: 'environment:view',
  query: z.strictObject({ environment: z.uuid().optional() }), response: z.object({ items: z.array(diskUsageDto) }),
});
export const measureDiskUsage = endpoint({
  method: 'POST', path: '/api/v1/environments/[environmentId]/disk-usage', summary: "Measure an engine's disk now; may take minutes", permission: 'environment:manage',
  params: z.strictObject({ environmentId: z.uuid() }), response: diskUsageDto,
});

export const openStream = endpoint({
  method: 'GET', path: '/api/v1/stream', summary: 'Server-sent events: all that changes and that the caller may see', permission: 'signed-in', stream: 'text/event-stream',
  /** As the header `Last-Event-ID`, for a browser's first connection: what happened after it is told first, or `reset` where that is too much. */
  query: z.strictObject({ after: z.string().regex(/^[\w-]+\.\d+$/).max(100).optional() }),
});

export const listEvents = endpoint({
  method: 'GET', path: '/api/v1/events', summary: 'The latest events of all environments, newest first', permission: 'event:view', on: 'somewhere',
  query: z.strictObject({
    search: z.string().max(500).optional(),
    environment: z.uuid().optional(),
    type: z.string().max(50).optional(),
    /** Without what follows a colon: `health_status`. */
    action: z.string().max(50).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  response: z.object({ items: z.array(engineEventRow), total: z.number() }),
});

const certificateFacts = z.object({ subject: z.string(), expiresAt: z.iso.datetime(), expired: z.boolean() });
/** A connection as it is shown to who may change it: what is secret is left out. */
export const connectionView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('socket'), socketPath: z.string() }),
  z.object({ kind: z.literal('tcp'), host: z.string(), port: z.number(), tls: z.object({ ca: certificateFacts, cert: certificateFacts }).nullable() }),
  z.object({ kind: z.literal('ssh'), host: z.string(), port: z.number(), username: z.string(), hostKeyFingerprint: z.string() }),
]);
export type ConnectionView = z.infer<typeof connectionView>;

const environmentBody = z.strictObject({ name: z.string().trim().min(1).max(100), connection: connectionInput, /** Left out: as it is, or 10 and 1. */ overcommit: overcommit.optional() });
const environmentRef = z.strictObject({ environmentId: z.uuid() });
export const addEnvironment = endpoint({ method: 'POST', path: '/api/v1/environments', summary: 'Add an engine', permission: 'environment:manage', body: environmentBody, response: environmentDto, status: 201 });
export const showEnvironment = endpoint({
  method: 'GET', path: '/api/v1/environments/[environmentId]', summary: 'Show an engine and how it is reached, without secrets', permission: 'environment:manage', params: environmentRef,
  response: environmentDto.extend({ connection: connectionView }),
});
export const updateEnvironment = endpoint({ method: 'PUT', path: '/api/v1/environments/[environmentId]', summary: 'Change name or connection of an engine; an empty secret stays as it is', permission: 'environment:manage', params: environmentRef, body: environmentBody, response: environmentDto });
export const removeEnvironment = endpoint({ method: 'DELETE', path: '/api/v1/environments/[environmentId]', summary: 'Forget an engine; refused while apps run there', permission: 'environment:manage', params: environmentRef, status: 204 });
export const testConnection = endpoint({
  method: 'POST', path: '/api/v1/environments/test', summary: 'Try a connection and say exactly what is wrong', permission: 'environment:manage',
  body: z.strictObject({
    connection: connectionInput,
    /** Whose secrets stand in for those that are left empty. */
    environmentId: z.uuid().optional(),
  }),
  response: z.object({ engineVersion: z.string(), apiVersion: z.string(), host: z.string(), os: z.string(), containers: z.number(), hostKeyFingerprint: z.string().optional() }),
});

// ---- many at once ---------------------------------------------------------------

/** Things of engines, by id (volumes by name). */
export const manyItems = z.array(z.strictObject({ environmentId: z.uuid(), id: z.string().min(1).max(512) })).min(1).max(500);
/** What came of each, in the order asked. */
export const manyResults = z.object({
  results: z.array(z.object({ environmentId: z.string(), id: z.string(), name: z.string(), ok: z.boolean(), code: z.string().optional(), detail: z.string().optional() })),
});
export type ItemResult = z.infer<typeof manyResults>['results'][number];
