import { db } from '@/lib/platform/server/db';

const IN_USE_CODE = 'P2002';

export const findVariables = (groups: string[]) => db().groupVariable.findMany({ where: { groupPath: { in: groups } }, orderBy: { name: 'asc' } });
export const findSecrets = (groups: string[]) => db().groupSecret.findMany({ where: { groupPath: { in: groups } }, include: { versions: { orderBy: { number: 'desc' }, take: 1, omit: { sealed: true } } }, orderBy: { name: 'asc' } });
export const findSecretVersions = (ids: string[]) => db().secretVersion.findMany({ where: { id: { in: ids } } });

export const setVariable = (groupPath: string, name: string, value: string, by: string) =>
  db().groupVariable.upsert({ where: { groupPath_name: { groupPath, name } }, create: { groupPath, name, value, updatedBy: by }, update: { value, updatedBy: by, updatedAt: new Date() } });
export const removeVariable = async (groupPath: string, name: string) => (await db().groupVariable.deleteMany({ where: { groupPath, name } })).count > 0;

/** Two at the same moment make two versions, one after the other. */
export async function addSecretVersion(groupPath: string, name: string, sealed: string, by: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(async (tx) => {
        const secret = await tx.groupSecret.upsert({ where: { groupPath_name: { groupPath, name } }, create: { groupPath, name }, update: {} });
        const last = await tx.secretVersion.aggregate({ where: { secretId: secret.id }, _max: { number: true } });
        await tx.secretVersion.create({ data: { secretId: secret.id, number: (last._max.number ?? 0) + 1, sealed, createdBy: by } });
      });
    } catch (error) {
      if ((error as { code?: string }).code !== IN_USE_CODE || attempt >= 5) throw error;
    }
  }
}
export const removeSecret = async (groupPath: string, name: string) => (await db().groupSecret.deleteMany({ where: { groupPath, name } })).count > 0;

/** Settings go where their group goes. */
export async function moveSettings(paths: { from: string; to: string }[]): Promise<void> {
  await db().$transaction(paths.flatMap(({ from, to }) => [
    db().groupVariable.updateMany({ where: { groupPath: from }, data: { groupPath: to } }),
    db().groupSecret.updateMany({ where: { groupPath: from }, data: { groupPath: to } }),
  ]));
}
export const removeSettings = (groups: string[]) => db().$transaction([db().groupVariable.deleteMany({ where: { groupPath: { in: groups } } }), db().groupSecret.deleteMany({ where: { groupPath: { in: groups } } })]);
export async function groupsWithSettings(): Promise<string[]> {
  const [variables, secrets] = await Promise.all([db().groupVariable.findMany({ distinct: ['groupPath'], select: { groupPath: true } }), db().groupSecret.findMany({ distinct: ['groupPath'], select: { groupPath: true } })]);
  return [...new Set([...variables, ...secrets].map(({ groupPath }) => groupPath))];
}
