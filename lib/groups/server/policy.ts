import type { Scope } from '@/lib/access/model/scope';
import type { PolicyDto } from '../contract';
import { groupErrors } from '../errors';
import { groupsAbove } from '../model/ancestors';
import { effectivePolicy, originsOf, type Policy, type PolicyRules } from '../model/policy';
import { findPolicies, setPolicy } from './policy.repo';

const chainOf = (group: string) => (group === '/' ? ['/'] : [group, ...groupsAbove(group)]);

/** What holds for an app at this path. */
export const policyFor = async (path: string): Promise<Policy> => effectivePolicy((await findPolicies(groupsAbove(path))).map(({ rules }) => rules));

export async function getPolicy(group: string): Promise<PolicyDto> {
  const found = await findPolicies(chainOf(group));
  return { group, own: found.find((one) => one.group === group)?.rules ?? {}, effective: effectivePolicy(found.map(({ rules }) => rules)), from: originsOf(found) };
}

export async function putPolicy(scope: Scope, group: string, rules: PolicyRules): Promise<{ before: PolicyDto; after: PolicyDto }> {
  if (rules.hostPorts && rules.hostPorts.from > rules.hostPorts.to) throw groupErrors('ports_backwards', { ...rules.hostPorts }, '$.rules.hostPorts');
  const before = await getPolicy(group);
  await setPolicy(group, rules, scope.actor.name);
  return { before, after: await getPolicy(group) };
}
