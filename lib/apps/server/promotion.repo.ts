import type { Prisma } from '@/prisma/generated/client';
import { db } from '@/lib/platform/server/db';
import { appSpec, type AppSpec } from '../spec';

export type PromotionRow = Prisma.PromotionGetPayload<object>;
export const specOfPromotion = (row: PromotionRow): AppSpec => appSpec.parse(row.spec);

interface NewPromotion {
  fromPath: string;
  fromVersion: number;
  toPath: string;
  environmentId: string;
  spec: AppSpec;
  imageId: string | null;
  message: string;
  askedBy: string;
  askedById: string;
}
export const createPromotion = (data: NewPromotion) => db().promotion.create({ data });
export const findPromotion = (id: string) => db().promotion.findUnique({ where: { id } });
export const findWaitingPromotions = () => db().promotion.findMany({ where: { status: 'waiting' }, orderBy: { askedAt: 'asc' } });
/** True for the first decision only. */
export const decidePromotion = async (id: string, status: 'approved' | 'rejected', by: string, at: Date) => (await db().promotion.updateMany({ where: { id, status: 'waiting' }, data: { status, decidedBy: by, decidedAt: at } })).count > 0;
/** Agreed to, but then refused by the deploy: it waits again. */
export const reopenPromotion = (id: string) => db().promotion.updateMany({ where: { id }, data: { status: 'waiting', decidedBy: null, decidedAt: null } });
