import { db } from '@/lib/platform/server/db';

/** Groups with a quota or a policy of their own. */
export async function groupsWithRules(): Promise<string[]> {
  const [quotas, policies] = await Promise.all([db().quota.findMany({ select: { groupPath: true } }), db().groupPolicy.findMany({ select: { groupPath: true } })]);
  return [...new Set([...quotas, ...policies].map(({ groupPath }) => groupPath))];
}

export async function moveRules(moves: readonly { from: string; to: string }[], { keepPolicies }: { keepPolicies: boolean }): Promise<void> {
  await db().$transaction(moves.flatMap(({ from, to }) => [
    db().quota.deleteMany({ where: { groupPath: to } }),
    db().quota.updateMany({ where: { groupPath: from }, data: { groupPath: to } }),
    db().groupPolicy.deleteMany({ where: { groupPath: to } }),
    keepPolicies ? db().groupPolicy.updateMany({ where: { groupPath: from }, data: { groupPath: to } }) : db().groupPolicy.deleteMany({ where: { groupPath: from } }),
  ]));
}

export const removeRules = (groups: string[]) => db().$transaction([db().quota.deleteMany({ where: { groupPath: { in: groups } } }), db().groupPolicy.deleteMany({ where: { groupPath: { in: groups } } })]);
