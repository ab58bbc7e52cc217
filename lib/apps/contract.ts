import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';
import { STEPS } from './model/placement';
import { appPath, appSpec, groupPath, upgradeStrategy } from './spec';

const at = z.iso.datetime();
const appRef = z.strictObject({ appId: z.uuid() });

export const appStatus = z.enum(['running', 'deploying', 'waiting', 'delayed', 'degraded', 'recovering', 'suspended', 'failed', 'destroying']);
export const readiness = z.enum(['ready', 'starting', 'failed', 'missing', 'draining']);

const sentence = z.object({ code: z.string(), detail: z.string() });
/** Engine's words about one port or address of a container. */
const portDto = z.object({ containerPort: z.number(), protocol: z.string(), hostPort: z.number().optional(), hostAddress: z.string().optional() });

export const instanceDto = z.object({
  id: z.string(), slot: z.number(), version: z.number(), containerId: z.string().nullable(), containerName: z.string(), readiness,
  /** By its checks; `none`: nothing asks it. */
  health: z.enum(['none', 'unknown', 'healthy', 'unhealthy']), createdAt: at,
  sidecars: z.array(z.object({ name: z.string(), containerId: z.string(), state: z.string() })),
  readyAt: at.nullable(),
  /** Of a replaced set, kept for a switch back until then. */
  warmUntil: at.nullable(),
  endedAt: at.nullable(), exitCode: z.number().nullable(),
  /** Why it ended. */
  reason: sentence.nullable(),
  hasLog: z.boolean(),
  container: z.object({ state: z.string(), health: z.string(), status: z.string(), host: z.string(), ports: z.array(portDto), addresses: z.array(z.object({ network: z.string(), address: z.string() })) }).nullable(),
});
export type InstanceDto = z.infer<typeof instanceDto>;

export const deploymentKind = z.enum(['deploy', 'scale', 'restart', 'suspend', 'resume', 'destroy', 'rollBack', 'adopt']);
export const deploymentStatus = z.enum(['running', 'paused', 'rollingBack', 'succeeded', 'failed', 'cancelled', 'superseded']);
export const deploymentDto = z.object({
  id: z.string(), appId: z.string(), path: z.string(), kind: deploymentKind, fromVersion: z.number().nullable(), toVersion: z.number(),
  status: deploymentStatus, message: z.string(), createdBy: z.string(), createdAt: at, endedAt: at.nullable(),
  /** What holds it up or ended it, as a sentence. */
  reason: sentence.nullable(),
  /** Of a canary: the step it is at, how many there are, and whether it waits for *Promote*. */
  canary: z.object({ step: z.number(), steps: z.number(), waits: z.boolean() }).nullable(),
  /** Whether what was wanted before can be wanted again. */
  canRollBack: z.boolean(),
});
export type DeploymentDto = z.infer<typeof deploymentDto>;

export const deploymentEventDto = z.object({ id: z.string(), at, code: z.string(), text: z.string() });
const specChange = z.object({ path: z.string(), from: z.string(), to: z.string() });
const side = z.object({ instances: z.number(), unhealthy: z.number(), restarts: z.number(), failedExits: z.number() });
export const deploymentDetailDto = deploymentDto.extend({
  events: z.array(deploymentEventDto), changes: z.array(specChange),
  steps: z.array(z.object({ text: z.string(), state: z.enum(['waiting', 'running', 'done', 'failed']), at: at.nullable() })),
  /** Of a canary under way. */
  analysis: z.object({ old: side, new: side, verdict: z.enum(['good', 'worse', 'unsure']) }).nullable(),
});
export type DeploymentDetailDto = z.infer<typeof deploymentDetailDto>;

export const appDto = z.object({
  id: z.string(), path: z.string(), environmentId: z.string(), environment: z.string(), status: appStatus, version: z.number(), image: z.string(),
  instances: z.object({ wanted: z.number(), ready: z.number(), starting: z.number(), failed: z.number(), total: z.number() }),
  /** The health bar. */
  segments: z.object({ healthy: z.number(), unhealthy: z.number(), unknown: z.number(), staged: z.number(), overCapacity: z.number(), unscheduled: z.number() }),
  /** Why it is not simply running. */
  reason: sentence.nullable(),
  labels: z.record(z.string(), z.string()),
  cpus: z.number(), mem: z.number(), updatedAt: at, rowVersion: z.number(),
  /** Of a delayed app: when it is tried again. */
  nextTryAt: at.nullable(),
});
export type AppDto = z.infer<typeof appDto>;

export const groupDto = z.object({
  path: z.string(), description: z.string(),
  /** Somebody made it, so that it stays while it is empty. */
  isMade: z.boolean(),
  /** Of everything below it. */
  apps: z.number(), cpus: z.number(), mem: z.number(), instances: z.object({ wanted: z.number(), ready: z.number() }), segments: appDto.shape.segments, statuses: z.partialRecord(appStatus, z.number()),
});
export type GroupDto = z.infer<typeof groupDto>;

const pullDto = z.object({ layers: z.number(), done: z.number(), currentBytes: z.number(), totalBytes: z.number() });
/** Of an app that waits: how many hosts passed each step, and what each host lacks. */
export const placementDto = z.object({ funnel: z.array(z.object({ step: z.enum(STEPS), passed: z.number(), of: z.number() })), hosts: z.array(z.object({ name: z.string(), refusals: z.array(z.object({ step: z.enum(STEPS), text: z.string() })) })) });
export type PlacementDto = z.infer<typeof placementDto>;

export const appDetailDto = appDto.extend({ spec: appSpec, placement: placementDto.nullable(), pull: pullDto.nullable(), instanceRows: z.array(instanceDto), deployments: z.array(deploymentDto), versions: z.array(z.object({ number: z.number(), createdAt: at, createdBy: z.string(), message: z.string(), tag: z.string(), image: z.string(), imageId: z.string().nullable() })) });
export type AppDetailDto = z.infer<typeof appDetailDto>;

export const listApps = endpoint({ method: 'GET', path: '/api/v1/apps', summary: 'List applications', permission: 'app:view', on: 'somewhere', query: listQuery, response: z.object({ items: z.array(appDto), total: z.number() }) });
export const getApp = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]', summary: 'One application with instances, versions and deployments', permission: 'app:view', on: 'app', params: appRef, response: appDetailDto });

const newApp = z.strictObject({ path: appPath, environmentId: z.uuid(), spec: appSpec, message: z.string().max(500).default('') });
const newVersion = z.strictObject({ spec: appSpec, message: z.string().max(500).default(''), /** Of the app as it was read; refused when it changed meanwhile. */ rowVersion: z.number().int().optional() });
/** A deployment under way locks its app; `force` takes over from it. */
const force = z.strictObject({ force: z.stringbool().default(false) });
/** `dryRun` answers with the plan and changes nothing. */
const dryRun = { dryRun: z.stringbool().default(false) };
const ofApp = { permission: 'app:scale', on: 'app', params: appRef, query: force, response: appDto } as const;
const planned = { ...ofApp, query: force.extend(dryRun) } as const;
export const createApp = endpoint({ method: 'POST', path: '/api/v1/apps', summary: 'Make an application and deploy it', permission: 'app:deploy', on: { body: ['path'] }, query: z.strictObject(dryRun), body: newApp, response: appDto, status: 201 });
export const updateApp = endpoint({ method: 'PUT', path: '/api/v1/apps/[appId]', summary: 'Deploy a new version; the same spec again changes nothing', permission: 'app:deploy', on: 'app', params: appRef, query: force.extend(dryRun), body: newVersion, response: appDto });
export const destroyApp = endpoint({ method: 'DELETE', path: '/api/v1/apps/[appId]', summary: 'Stop and remove all instances and the application', permission: 'app:deploy', on: 'app', params: appRef, query: force, status: 204 });
const versionRef = appRef.extend({ number: z.coerce.number().int().min(1) });
export const getVersion = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]/versions/[number]', summary: 'One version with its spec, and how it differs from another', permission: 'app:view', on: 'app', params: versionRef, query: z.strictObject({ against: z.coerce.number().int().min(1).optional() }), response: z.object({ number: z.number(), spec: appSpec, imageId: z.string().nullable(), changes: z.array(specChange) }) });
export const deployVersion = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/versions/[number]/deploy', summary: 'Deploy an earlier version again', permission: 'app:deploy', on: 'app', params: versionRef, query: force.extend(dryRun), response: appDto });
export const scaleApp = endpoint({ ...planned, method: 'POST', path: '/api/v1/apps/[appId]/scale', summary: 'Change how many instances are wanted', body: z.strictObject({ instances: z.number().int().min(0).max(100) }) });
export const restartApp = endpoint({ ...planned, method: 'POST', path: '/api/v1/apps/[appId]/restart', summary: 'Replace every instance within the bounds of its upgrade strategy' });
export const suspendApp = endpoint({ ...ofApp, method: 'POST', path: '/api/v1/apps/[appId]/suspend', summary: 'Stop all instances and keep the application' });
export const resumeApp = endpoint({ ...ofApp, method: 'POST', path: '/api/v1/apps/[appId]/resume', summary: 'Start a suspended application' });
export const retryApp = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/retry', summary: 'Try now what waits after a failure', permission: 'app:scale', on: 'app', params: appRef, response: appDto });
export const getInstanceLog = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]/instances/[instanceId]/log', summary: 'The last lines of an instance that ended', permission: 'container:logs', on: 'app', params: appRef.extend({ instanceId: z.uuid() }), response: z.object({ text: z.string() }) });

// ---- promotion: what runs in one app, to another ------------------------------

export const promotionDto = z.object({
  id: z.string(), fromPath: z.string(), fromVersion: z.number(), toPath: z.string(), message: z.string(), status: z.enum(['waiting', 'approved', 'rejected']),
  askedBy: z.string(), askedAt: at, decidedBy: z.string().nullable(), decidedAt: at.nullable(),
  /** Somebody else than who asked must decide. */
  mayDecide: z.boolean(), changes: z.array(specChange),
});
export type PromotionDto = z.infer<typeof promotionDto>;
export const promoteApp = endpoint({
  method: 'POST', path: '/api/v1/apps/[appId]/promote', summary: 'Run in another app the very version that runs here, now or once somebody else agrees', permission: 'app:deploy', on: 'app', params: appRef,
  body: z.strictObject({ to: appPath, environmentId: z.uuid().optional(), message: z.string().max(500).default(''), approval: z.boolean().default(false) }),
  response: z.object({ promotion: promotionDto.nullable(), app: appDto.nullable() }),
});
const promotionRef = z.strictObject({ promotionId: z.uuid() });
export const listPromotions = endpoint({ method: 'GET', path: '/api/v1/promotions', summary: 'Promotions that wait for a decision', permission: 'app:view', on: 'somewhere', response: z.object({ items: z.array(promotionDto) }) });
export const approvePromotion = endpoint({ method: 'POST', path: '/api/v1/promotions/[promotionId]/approve', summary: 'Agree, and deploy', permission: 'app:deploy', on: 'promotion', params: promotionRef, response: appDto });
export const rejectPromotion = endpoint({ method: 'POST', path: '/api/v1/promotions/[promotionId]/reject', summary: 'Refuse', permission: 'app:deploy', on: 'promotion', params: promotionRef, status: 204 });

// ---- adopting what runs already, and what was changed behind Gantry's back -----

const difference = z.object({ field: z.string(), wanted: z.string(), real: z.string() });
const adoptionDto = z.object({ path: z.string(), spec: z.record(z.string(), z.unknown()), containers: z.array(z.object({ id: z.string(), name: z.string() })), errors: z.array(z.object({ path: z.string(), message: z.string() })), /** What the next deployment would make otherwise. */ changes: z.array(difference) });
export type AdoptionDto = z.infer<typeof adoptionDto>;
const adoptable = z.object({ id: z.string(), name: z.string(), image: z.string() });
export const listAdoptable = endpoint({ method: 'GET', path: '/api/v1/adoptions', summary: 'Running containers and Compose projects that no application owns', permission: 'container:manage', query: z.strictObject({ environmentId: z.uuid() }), response: z.object({ projects: z.array(z.object({ name: z.string(), containers: z.array(adoptable) })), containers: z.array(adoptable) }) });
const adoption = z.strictObject({ environmentId: z.uuid(), containerIds: z.array(z.string().regex(/^[0-9a-f]{12,64}$/)).min(1).max(100), group: groupPath.default('/') });
export const previewAdoption = endpoint({ method: 'POST', path: '/api/v1/adoptions/preview', summary: 'What applications these containers would become; nothing is changed', permission: 'container:manage', body: adoption, response: z.object({ apps: z.array(adoptionDto) }) });
export const adoptContainers = endpoint({ method: 'POST', path: '/api/v1/adoptions', summary: 'Take running containers over as applications, without a restart', permission: 'container:manage', body: adoption, response: z.object({ apps: z.array(appDto) }), status: 201 });
const driftDto = z.object({ instanceId: z.string(), containerId: z.string(), name: z.string(), changes: z.array(difference) });
export type DriftDto = z.infer<typeof driftDto>;
export const getDrift = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]/drift', summary: 'Instances that are not as the spec says', permission: 'app:view', on: 'app', params: appRef, response: z.object({ items: z.array(driftDto) }) });
export const acceptDrift = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/drift/accept', summary: 'Make what an instance has the spec of a new version', permission: 'app:deploy', on: 'app', params: appRef, body: z.strictObject({ instanceId: z.uuid() }), response: appDto });

// ---- groups: everything below a path, as one ----------------------------------

export const listGroups = endpoint({ method: 'GET', path: '/api/v1/groups', summary: 'Groups with the totals of everything below them', permission: 'app:view', on: 'somewhere', response: z.object({ items: z.array(groupDto) }) });
export const createGroup = endpoint({ method: 'POST', path: '/api/v1/groups', summary: 'Make a group', permission: 'group:manage', on: { body: ['path'] }, body: z.strictObject({ path: appPath, description: z.string().max(500).default('') }), status: 201, response: groupDto });
/** What was done to each app; one that was refused leaves the others as they are. */
const groupResult = z.object({ groupDeploymentId: z.string().nullable(), results: z.array(z.object({ path: z.string(), ok: z.boolean(), error: sentence.nullable() })) });
export type GroupResult = z.infer<typeof groupResult>;
const ofGroup = { method: 'POST', response: groupResult } as const;
const below = z.strictObject({ group: groupPath, force: z.boolean().default(false) });
export const suspendGroup = endpoint({ ...ofGroup, path: '/api/v1/groups/suspend', summary: 'Stop every app of a group', permission: 'app:scale', on: { body: ['group'] }, body: below });
export const resumeGroup = endpoint({ ...ofGroup, path: '/api/v1/groups/resume', summary: 'Start every suspended app of a group, in the order of their dependencies', permission: 'app:scale', on: { body: ['group'] }, body: below });
export const restartGroup = endpoint({ ...ofGroup, path: '/api/v1/groups/restart', summary: 'Restart every app of a group, in the order of their dependencies', permission: 'app:scale', on: { body: ['group'] }, body: below });
export const scaleGroup = endpoint({ ...ofGroup, path: '/api/v1/groups/scale', summary: 'Multiply the instances of every app of a group', permission: 'app:scale', on: { body: ['group'] }, body: below.extend({ scaleBy: z.number().min(0).max(100) }) });
export const deleteGroup = endpoint({ ...ofGroup, path: '/api/v1/groups/delete', summary: 'Destroy every app of a group, and the group', permission: 'app:deploy', on: { body: ['group'] }, body: below });
export const moveGroup = endpoint({ ...ofGroup, path: '/api/v1/groups/move', summary: 'Move a group, or an app, to another path; nothing is restarted', permission: 'app:deploy', on: { body: ['from', 'to'] }, body: z.strictObject({ from: groupPath, to: groupPath }) });
export const deployGroup = endpoint({
  ...ofGroup, path: '/api/v1/groups/deploy', summary: 'Deploy many apps as one, each after those it depends on', permission: 'app:deploy', on: { body: ['group'] }, maxBodyBytes: 2 * 1024 * 1024,
  body: z.strictObject({ group: groupPath.default('/'), environmentId: z.uuid(), apps: z.array(z.strictObject({ path: appPath, spec: appSpec })).min(1).max(500), message: z.string().max(500).default(''), force: z.boolean().default(false) }),
});

const instanceRef = appRef.extend({ instanceId: z.uuid() });
const ofInstance = { method: 'POST', permission: 'app:scale', on: 'app', params: instanceRef, response: appDto } as const;
export const killInstance = endpoint({ ...ofInstance, path: '/api/v1/apps/[appId]/instances/[instanceId]/kill', summary: 'Kill one instance; another takes its place, unless the app is scaled down by it', body: z.strictObject({ scale: z.boolean().default(false) }) });
export const restartInstance = endpoint({ ...ofInstance, path: '/api/v1/apps/[appId]/instances/[instanceId]/restart', summary: 'Restart one instance where it is' });
export const updateVersion = endpoint({ method: 'PATCH', path: '/api/v1/apps/[appId]/versions/[number]', summary: 'Tag a version, or change what is said of it', permission: 'app:deploy', on: 'app', params: versionRef, body: z.strictObject({ tag: z.string().max(64).optional(), message: z.string().max(500).optional() }), status: 204 });

const deploymentRef = z.strictObject({ deploymentId: z.uuid() });
const ofDeployment = { permission: 'app:deploy', on: 'deployment', params: deploymentRef, response: deploymentDto } as const;
export const listDeployments = endpoint({
  method: 'GET', path: '/api/v1/deployments', summary: 'Deployments under way and past, newest first', permission: 'app:view', on: 'somewhere',
  query: z.strictObject({ app: z.uuid().optional(), active: z.stringbool().optional(), limit: z.coerce.number().int().min(1).max(500).default(100), offset: z.coerce.number().int().min(0).default(0) }),
  response: z.object({ items: z.array(deploymentDto), total: z.number() }),
});
export const getDeployment = endpoint({ method: 'GET', path: '/api/v1/deployments/[deploymentId]', summary: 'One deployment with what was decided and when', permission: 'app:view', on: 'deployment', params: deploymentRef, response: deploymentDetailDto });
export const pauseDeployment = endpoint({ ...ofDeployment, method: 'POST', path: '/api/v1/deployments/[deploymentId]/pause', summary: 'Stop where it is' });
export const resumeDeployment = endpoint({ ...ofDeployment, method: 'POST', path: '/api/v1/deployments/[deploymentId]/resume', summary: 'Go on from where it was paused' });
export const promoteDeployment = endpoint({ ...ofDeployment, method: 'POST', path: '/api/v1/deployments/[deploymentId]/promote', summary: 'Let a canary take its next step' });
export const cancelDeployment = endpoint({ ...ofDeployment, method: 'POST', path: '/api/v1/deployments/[deploymentId]/cancel', summary: 'Give it up and go back to what was wanted before' });
export const rollBackDeployment = endpoint({ ...ofDeployment, method: 'POST', path: '/api/v1/deployments/[deploymentId]/roll-back', summary: 'Undo a deployment that ended: want again what was wanted before it' });

export const planDto = z.object({
  create: z.number(), remove: z.number(),
  /** How the old instances go; `exclusive`: because two cannot stand side by side. */
  strategy: z.object({ kind: upgradeStrategy.shape.kind.unwrap(), exclusive: z.boolean(), minReady: z.number(), maxTotal: z.number(), canary: z.array(z.number()) }),
  image: z.object({ name: z.string(), state: z.enum(['present', 'pull', 'missing']) }),
  portConflicts: z.array(z.object({ port: z.number(), container: z.string() })),
  capacity: z.object({ cpus: z.number(), cpusOfHost: z.number(), memBytes: z.number(), memBytesOfHost: z.number(), fits: z.boolean() }).nullable(),
  changes: z.array(specChange),
});
export type PlanDto = z.infer<typeof planDto>;
export const planDeploy = endpoint({ method: 'POST', path: '/api/v1/apps/plan', summary: 'What a deploy would do; nothing is changed', permission: 'app:deploy', on: { body: ['path'] }, body: newApp, response: planDto });
export const deploySample = endpoint({ method: 'POST', path: '/api/v1/apps/sample', summary: 'Deploy the built-in sample application', permission: 'app:deploy', on: { body: ['group'] }, body: z.strictObject({ environmentId: z.uuid(), group: groupPath.default('/samples') }), response: appDto, status: 201 });
