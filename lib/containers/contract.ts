import { z } from 'zod';
import { containerHealth, containerRow, containerState, manyResults, owningApp } from '@/lib/environments/contract';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';
import { containerSpec } from './spec';

const many = <T extends z.ZodType>(item: T) => z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).optional());

export const containerDto = containerRow.extend({ app: owningApp.nullable() });
export type ContainerDto = z.infer<typeof containerDto>;

export const listContainers = endpoint({
  method: 'GET', path: '/api/v1/containers', summary: 'List containers of all environments', permission: 'container:view', on: 'somewhere',
  query: listQuery.extend({ state: many(containerState), health: many(containerHealth), label: many(z.string()) }),
  response: z.object({ items: z.array(containerDto), total: z.number() }),
});

export const listOwnedContainers = endpoint({
  method: 'GET', path: '/api/v1/containers/owned', summary: 'Which app owns which container', permission: 'container:view', on: 'somewhere',
  response: z.object({ owned: z.record(z.string(), owningApp) }),
});

export const CONTAINER_ACTIONS = ['start', 'stop', 'restart', 'kill', 'pause', 'unpause', 'remove'] as const;
export const containerAction = z.enum(CONTAINER_ACTIONS);
export type ContainerAction = z.infer<typeof containerAction>;

export const containerRef = z.strictObject({ environmentId: z.uuid(), id: z.string().min(1).max(200) });

export const actOnContainers = endpoint({
  method: 'POST', path: '/api/v1/containers/actions', summary: 'Start, stop, restart, kill, pause, unpause or remove many', permission: 'container:operate', on: 'containers',
  body: z.strictObject({
    action: containerAction,
    items: z.array(containerRef).min(1).max(500),
    /** For `remove`: running ones too; anonymous volumes too. */
    force: z.boolean().default(false),
    removeVolumes: z.boolean().default(false),
    timeoutSeconds: z.number().int().min(0).max(3600).optional(),
  }),
  response: manyResults,
});

// ---- one container ------------------------------------------------------------

const environmentParams = z.object({ environmentId: z.string() });
const params = z.object({ environmentId: z.string(), containerId: z.string().max(200) });
const ROOT = '/api/v1/environments/[environmentId]/containers' as const;
const ONE = `${ROOT}/[containerId]` as const;

export const REPLACEMENT_PHASES = ['preparing', 'proving', 'swapping', 'restoring', 'done', 'failed'] as const;
export const replacementDto = z.object({
  id: z.string(),
  environmentId: z.string(),
  containerName: z.string(),
  oldContainerId: z.string(),
  newContainerId: z.string().nullable(),
  phase: z.enum(REPLACEMENT_PHASES),
  /** Why it is being undone, or was: the code of a message and its facts. */
  error: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type ReplacementDto = z.infer<typeof replacementDto>;

export const containerDetail = z.object({
  id: z.string(),
  environmentId: z.string(),
  environmentName: z.string(),
  name: z.string(),
  app: owningApp.nullable(),
  /** Of one that no app owns: the group that an admin gave it to. */
  group: z.string().nullable(),
  image: z.string(),
  imageId: z.string(),
  createdAt: z.string(),
  state: z.object({ status: containerState, exitCode: z.number(), oomKilled: z.boolean(), error: z.string(), startedAt: z.string().nullable(), finishedAt: z.string().nullable() }),
  restartCount: z.number(),
  restart: z.object({ name: z.string(), maximumRetryCount: z.number() }),
  command: z.array(z.string()),
  entrypoint: z.array(z.string()),
  workingDir: z.string(),
  user: z.string(),
  hostname: z.string(),
  privileged: z.boolean(),
  tty: z.boolean(),
  limits: z.object({ cpus: z.number().nullable(), memoryBytes: z.number().nullable(), memorySwapBytes: z.number().nullable(), pids: z.number().nullable() }),
  logDriver: z.string(),
  /** A masked value is never sent. */
  env: z.array(z.object({ name: z.string(), value: z.string(), masked: z.boolean() })),
  mounts: z.array(z.object({ type: z.string(), name: z.string().nullable(), source: z.string(), target: z.string(), readOnly: z.boolean() })),
  ports: z.array(z.object({ containerPort: z.number(), protocol: z.string(), hostAddress: z.string().optional(), hostPort: z.number().optional() })),
  networks: z.array(z.object({ id: z.string(), name: z.string(), address: z.string(), address6: z.string(), gateway: z.string(), mac: z.string(), aliases: z.array(z.string()) })),
  labels: z.record(z.string(), z.string()),
  health: z.object({ status: z.string(), failingStreak: z.number(), log: z.array(z.object({ startedAt: z.string(), endedAt: z.string(), exitCode: z.number(), output: z.string() })) }).nullable(),
});
export type ContainerDetail = z.infer<typeof containerDetail>;

export const getContainer = endpoint({ method: 'GET', path: ONE, summary: 'Show one container', permission: 'container:view', on: 'container', params, response: containerDetail });

export const inspectContainer = endpoint({
  method: 'GET', path: `${ONE}/inspect`, summary: "Show the engine's own description of a container, secrets masked", permission: 'container:view', on: 'container', params, response: z.record(z.string(), z.unknown()),
});

export const revealEnv = endpoint({
  method: 'POST', path: `${ONE}/env/reveal`, summary: 'Show the environment of a container with its secrets; is audited', permission: 'container:manage', on: 'container', params,
  response: z.object({ env: z.array(z.object({ name: z.string(), value: z.string() })) }),
});

export const listChanges = endpoint({
  method: 'GET', path: `${ONE}/changes`, summary: 'List what differs from the image in the file system', permission: 'container:view', on: 'container', params,
  query: listQuery.pick({ search: true, limit: true, offset: true }),
  response: z.object({ items: z.array(z.object({ path: z.string(), kind: z.enum(['modified', 'added', 'deleted']) })), total: z.number() }),
});

export const listProcesses = endpoint({
  method: 'GET', path: `${ONE}/processes`, summary: 'List the processes of a running container', permission: 'container:view', on: 'container', params,
  response: z.object({ titles: z.array(z.string()), processes: z.array(z.array(z.string())) }),
});

export const renameContainer = endpoint({ method: 'POST', path: `${ONE}/rename`, summary: 'Rename a container', permission: 'container:manage', on: 'container', params, body: z.strictObject({ name: z.string().max(200) }), status: 204 });

export const commitContainer = endpoint({
  method: 'POST', path: `${ONE}/commit`, summary: 'Make an image of a container', permission: 'container:manage', on: 'container', params,
  body: z.strictObject({ reference: z.string().max(512), comment: z.string().max(1000).default(''), pause: z.boolean().default(true) }),
  response: z.object({ imageId: z.string() }), status: 201,
});

export const updateLimits = endpoint({
  method: 'PATCH', path: `${ONE}/limits`, summary: 'Change CPU and memory limits without a restart', permission: 'container:manage', on: 'container', params,
  body: z.strictObject({
    cpus: z.number().nullable(),
    memoryBytes: z.number().int().nullable(),
    /** Memory and swap together; -1: no limit of swap; null: twice the memory. */
    memorySwapBytes: z.number().int().nullable().default(null),
  }),
  status: 204,
});

export const joinNetwork = endpoint({
  method: 'POST', path: `${ONE}/networks`, summary: 'Connect a container to a network', permission: 'container:manage', on: 'container', params,
  body: z.strictObject({ network: z.string().min(1).max(256), aliases: z.array(z.string().min(1).max(253)).max(50).default([]), ipv4Address: z.string().max(64).optional(), ipv6Address: z.string().max(64).optional() }),
  status: 204,
});
export const leaveNetwork = endpoint({ method: 'DELETE', path: `${ONE}/networks/[networkId]`, summary: 'Disconnect a container from a network', permission: 'container:manage', on: 'container', params: params.extend({ networkId: z.string().max(256) }), status: 204 });

export const createContainer = endpoint({
  method: 'POST', path: ROOT, summary: 'Create a container and start it', permission: 'container:manage', params: environmentParams,
  body: z.strictObject({
    spec: containerSpec,
    /** A container of the same environment to take over all that the spec does not say. */
    from: z.string().max(200).optional(),
    start: z.boolean().default(true),
  }),
  response: z.object({ id: z.string() }), status: 201,
});

export const getSpec = endpoint({
  method: 'GET', path: `${ONE}/spec`, summary: 'Show a container as a form: what can be edited or copied, without secrets', permission: 'container:manage', on: 'container', params,
  response: z.object({ spec: containerSpec }),
});

export const replaceContainer = endpoint({
  method: 'POST', path: `${ONE}/replace`, summary: 'Edit a container: a new one takes its place, or all stays as it was', permission: 'container:manage', on: 'container', params,
  body: z.strictObject({ spec: containerSpec }), response: replacementDto, status: 202,
});
export const getReplacement = endpoint({
  method: 'GET', path: `${ONE}/replacement`, summary: 'Show the latest edit of a container', permission: 'container:view', on: 'container', params, response: z.object({ replacement: replacementDto.nullable() }),
});
