import { accessChanged } from '@/lib/access/server/access-cache';
import { db } from '@/lib/platform/server/db';
import type { Prisma } from '@/prisma/generated/client';

const shown = { members: { select: { user: { select: { id: true, email: true, name: true } } } }, _count: { select: { grants: true } } } satisfies Prisma.TeamInclude;
export type TeamRow = Prisma.TeamGetPayload<{ include: typeof shown }>;

export const findTeams = (): Promise<TeamRow[]> => db().team.findMany({ include: shown, orderBy: { name: 'asc' } });
export const findTeam = (id: string) => db().team.findUnique({ where: { id }, include: shown });
export const countUsers = (ids: readonly string[]) => db().user.count({ where: { id: { in: [...ids] } } });

const taken = (error: { code?: string }) => {
  if (error.code === 'P2002') return null;
  throw error;
};
/** Null: the name is taken. */
export async function createTeam(name: string, members: readonly string[], createdBy: string): Promise<TeamRow | null> {
  const row = await db().team.create({ data: { name, createdBy, members: { create: members.map((userId) => ({ userId })) } }, include: shown }).catch(taken);
  accessChanged();
  return row;
}
export async function updateTeam(id: string, name: string, members: readonly string[]): Promise<TeamRow | null> {
  const row = await db().team.update({ where: { id }, data: { name, members: { deleteMany: {}, create: members.map((userId) => ({ userId })) } }, include: shown }).catch(taken);
  accessChanged();
  return row;
}
export async function deleteTeam(id: string): Promise<void> {
  await db().team.delete({ where: { id } });
  accessChanged();
}
