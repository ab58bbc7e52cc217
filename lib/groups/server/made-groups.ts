import { isWithin, tenantOf } from '@/lib/access/model/paths';
import { groupsWithGrants, moveGrants, removeGrantsOn } from '@/lib/members/server/group-grants';
import { movedPath } from '../model/ancestors';
import { createGroup, findGroups, moveGroups, removeGroups } from './group.repo';
import { groupsWithRules, moveRules, removeRules } from './rules.repo';
import { groupsWithSettings, moveSettings, removeSettings } from './setting.repo';

/** Groups that somebody made; those that only apps' paths name are the apps' to tell. */
export const madeGroups = () => findGroups();
export const makeGroup = createGroup;

const below = (group: string, paths: readonly string[]) => paths.filter((path) => isWithin(group, path));

/** A group and those below it, with what was set in them. */
export async function moveMadeGroups(from: string, to: string): Promise<void> {
  const [groups, settings] = await Promise.all([findGroups(), groupsWithSettings()]);
  const moves = (paths: readonly string[]) => below(from, paths).map((path) => ({ from: path, to: movedPath(path, from, to) }));
  await moveGroups(moves(groups.map(({ path }) => path)));
  await moveSettings(moves(settings));
  await moveGrants(moves(await groupsWithGrants()));
  const rules = moves(await groupsWithRules());
  // What an admin opened was opened for this tenant.
  await moveRules(rules, { keepPolicies: tenantOf(from) === tenantOf(to) });
}

export async function removeMadeGroups(group: string): Promise<void> {
  await removeGroups(below(group, (await findGroups()).map(({ path }) => path)));
  await removeSettings(below(group, await groupsWithSettings()));
  await removeGrantsOn(below(group, await groupsWithGrants()));
  await removeRules(below(group, await groupsWithRules()));
}
