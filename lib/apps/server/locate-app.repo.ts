import { db } from '@/lib/platform/server/db';

export const findAppPath = async (id: string) => (await db().app.findFirst({ where: { id, destroyedAt: null }, select: { path: true } }))?.path;
export const findDeploymentPath = async (id: string) => (await db().deployment.findUnique({ where: { id }, select: { app: { select: { path: true } } } }))?.app.path;
export const findPromotionPath = async (id: string) => (await db().promotion.findUnique({ where: { id }, select: { toPath: true } }))?.toPath;
