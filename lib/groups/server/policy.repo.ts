import { db } from '@/lib/platform/server/db';
import { policyRules, type PolicyRules } from '../model/policy';

/** The rules that these groups set themselves. */
export async function findPolicies(groups: readonly string[]): Promise<{ group: string; rules: PolicyRules }[]> {
  const rows = await db().groupPolicy.findMany({ where: { groupPath: { in: [...groups] } } });
  return rows.map(({ groupPath, rules }) => ({ group: groupPath, rules: policyRules.parse(rules) })).sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
}
export const setPolicy = (groupPath: string, rules: PolicyRules, updatedBy: string) =>
  db().groupPolicy.upsert({ where: { groupPath }, create: { groupPath, rules, updatedBy }, update: { rules, updatedBy, updatedAt: new Date() } });
