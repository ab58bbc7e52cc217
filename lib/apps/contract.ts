import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { listQuery } from '@/lib/platform/model/list-query';
import { appPath, appSpec } from './spec';

const at = z.iso.datetime();
const appRef = z.strictObject({ appId: z.uuid() });

export const appStatus = z.enum(['running', 'deploying', 'degraded', 'suspended', 'failed', 'waiting', 'destroying']);
export const readiness = z.enum(['ready', 'starting', 'failed', 'missing']);

export const instanceDto = z.object({
  id: z.string(), slot: z.number(), version: z.number(), containerId: z.string().nullable(), containerName: z.string(), readiness, createdAt: at,
  endedAt: at.nullable(), exitCode: z.number().nullable(),
  container: z.object({ state: z.string(), health: z.string(), status: z.string(), ports: z.array(z.object({ containerPort: z.number(), protocol: z.string(), hostPort: z.number().optional(), hostAddress: z.string().optional() })), addresses: z.array(z.object({ network: z.string(), address: z.string() })) }).nullable(),
});
export type InstanceDto = z.infer<typeof instanceDto>;

export const deploymentDto = z.object({
  id: z.string(), appId: z.string(), kind: z.enum(['deploy', 'scale', 'restart', 'suspend', 'resume', 'destroy']), fromVersion: z.number().nullable(), toVersion: z.number(),
  status: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'superseded']), createdBy: z.string(), createdAt: at, endedAt: at.nullable(),
  /** What holds it up or ended it, as a sentence. */
  reason: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type DeploymentDto = z.infer<typeof deploymentDto>;

export const appDto = z.object({
  id: z.string(), path: z.string(), environmentId: z.string(), environment: z.string(), status: appStatus, version: z.number(), image: z.string(),
  instances: z.object({ wanted: z.number(), ready: z.number(), starting: z.number(), failed: z.number(), total: z.number() }),
  cpus: z.number(), mem: z.number(), updatedAt: at, rowVersion: z.number(),
});
export type AppDto = z.infer<typeof appDto>;

export const appDetailDto = appDto.extend({ spec: appSpec, instanceRows: z.array(instanceDto), deployments: z.array(deploymentDto), versions: z.array(z.object({ number: z.number(), createdAt: at, createdBy: z.string(), message: z.string(), image: z.string() })) });
export type AppDetailDto = z.infer<typeof appDetailDto>;

export const listApps = endpoint({ method: 'GET', path: '/api/v1/apps', summary: 'List applications', permission: 'app:view', query: listQuery, response: z.object({ items: z.array(appDto), total: z.number() }) });
export const getApp = endpoint({ method: 'GET', path: '/api/v1/apps/[appId]', summary: 'One application with instances, versions and deployments', permission: 'app:view', params: appRef, response: appDetailDto });

const newApp = z.strictObject({ path: appPath, environmentId: z.uuid(), spec: appSpec, message: z.string().max(500).default('') });
const newVersion = z.strictObject({ spec: appSpec, message: z.string().max(500).default(''), /** Of the app as it was read; refused when it changed meanwhile. */ rowVersion: z.number().int().optional() });
export const createApp = endpoint({ method: 'POST', path: '/api/v1/apps', summary: 'Make an application and deploy it', permission: 'app:deploy', body: newApp, response: appDto, status: 201 });
export const updateApp = endpoint({ method: 'PUT', path: '/api/v1/apps/[appId]', summary: 'Deploy a new version; the same spec again changes nothing', permission: 'app:deploy', params: appRef, body: newVersion, response: appDto });
export const destroyApp = endpoint({ method: 'DELETE', path: '/api/v1/apps/[appId]', summary: 'Stop and remove all instances and the application', permission: 'app:deploy', params: appRef, status: 204 });
export const deployVersion = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/versions/[number]/deploy', summary: 'Deploy an earlier version again', permission: 'app:deploy', params: appRef.extend({ number: z.coerce.number().int().min(1) }), response: appDto });
export const scaleApp = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/scale', summary: 'Change how many instances are wanted', permission: 'app:scale', params: appRef, body: z.strictObject({ instances: z.number().int().min(0).max(100) }), response: appDto });
export const restartApp = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/restart', summary: 'Replace every instance, one by one', permission: 'app:scale', params: appRef, response: appDto });
export const suspendApp = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/suspend', summary: 'Stop all instances and keep the application', permission: 'app:scale', params: appRef, response: appDto });
export const resumeApp = endpoint({ method: 'POST', path: '/api/v1/apps/[appId]/resume', summary: 'Start a suspended application', permission: 'app:scale', params: appRef, response: appDto });

export const planDto = z.object({
  create: z.number(), remove: z.number(), oneByOne: z.boolean(),
  image: z.object({ name: z.string(), state: z.enum(['present', 'pull', 'missing']) }),
  portConflicts: z.array(z.object({ port: z.number(), container: z.string() })),
  capacity: z.object({ cpus: z.number(), cpusOfHost: z.number(), memBytes: z.number(), memBytesOfHost: z.number(), fits: z.boolean() }).nullable(),
  changes: z.array(z.object({ path: z.string(), from: z.string(), to: z.string() })),
});
export type PlanDto = z.infer<typeof planDto>;
export const planDeploy = endpoint({ method: 'POST', path: '/api/v1/apps/plan', summary: 'What a deploy would do; nothing is changed', permission: 'app:deploy', body: newApp, response: planDto });
export const deploySample = endpoint({ method: 'POST', path: '/api/v1/apps/sample', summary: 'Deploy the built-in sample application', permission: 'app:deploy', body: z.strictObject({ environmentId: z.uuid() }), response: appDto, status: 201 });
