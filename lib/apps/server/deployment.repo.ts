import { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import type { Progress } from '../model/rollout';

export type DeploymentKind = 'deploy' | 'scale' | 'restart' | 'suspend' | 'resume' | 'destroy' | 'rollBack' | 'adopt';
export interface Reason {
  code: string;
  params: Record<string, string | number>;
}
/** What was wanted when a deployment began. */
export interface Before {
  version: number;
  instances: number;
  suspended: boolean;
  generation: number;
}

/** A deployment in one of these is not over, and its app is locked. */
export const ACTIVE: string[] = ['running', 'paused', 'rollingBack'];

export type DeploymentRow = Prisma.DeploymentGetPayload<object>;
const json = (value: object) => value as unknown as Prisma.InputJsonValue;

export const progressOf = (deployment: Pick<DeploymentRow, 'progress'>) => deployment.progress as Progress;
export const beforeOf = (deployment: Pick<DeploymentRow, 'before'>) => deployment.before as unknown as Before | null;

export const findDeployment = (id: string) => db().deployment.findUnique({ where: { id }, include: { app: { select: { path: true, environmentId: true, destroyedAt: true } }, events: { orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 1_000 } } });

export const findDeployments = (filter: { appId?: string; status?: string[]; /** Of apps below these groups. */ within: string[] }, page: { offset: number; limit: number }) => {
  const where = { ...(filter.appId && { appId: filter.appId }), ...(filter.status && { status: { in: filter.status } }), ...(!filter.within.includes('/') && { app: { OR: filter.within.flatMap((group) => [{ path: group }, { path: { startsWith: `${group}/` } }]) } }) };
  return Promise.all([db().deployment.findMany({ where, include: { app: { select: { path: true } } }, orderBy: { createdAt: 'desc' }, skip: page.offset, take: page.limit }), db().deployment.count({ where })]);
};

/** The deployments that were asked for together with this one. */
export const findSiblings = (groupDeploymentId: string) => db().deployment.findMany({ where: { groupDeploymentId }, select: { status: true, app: { select: { path: true } } } });

export const markEnded = (id: string, status: 'succeeded' | 'failed' | 'cancelled', reason: Reason | null, at: Date) =>
  db().deployment.updateMany({ where: { id, status: { in: ACTIVE } }, data: { status, endedAt: at, ...(reason && { reason: json(reason) }) } });

/** What holds it up; null when nothing does any more. */
export const setDeploymentReason = (id: string, reason: Reason | null) =>
  db().deployment.updateMany({ where: { id, status: { in: ACTIVE } }, data: { reason: reason ? json(reason) : Prisma.DbNull } });

/** Compare and set: false when somebody or the controller moved it meanwhile. */
export async function moveDeployment(row: Pick<DeploymentRow, 'id' | 'rowVersion'>, data: { status?: 'running' | 'paused'; progress?: Progress; reason?: Reason }): Promise<boolean> {
  const { count } = await db().deployment.updateMany({
    where: { id: row.id, rowVersion: row.rowVersion, status: { in: ACTIVE } },
    data: { rowVersion: { increment: 1 }, ...(data.status && { status: data.status }), ...(data.progress && { progress: json(data.progress) }), ...(data.reason && { reason: json(data.reason) }) },
  });
  return count > 0;
}

/** One line of the log of decisions. */
export const noteEvent = (deploymentId: string, code: string, params: Record<string, string | number> = {}) => db().deploymentEvent.create({ data: { deploymentId, code, params } });
