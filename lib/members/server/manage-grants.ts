import { may, type Scope } from '@/lib/access/model/scope';
import type { Located } from '@/lib/access/server/admit';
import { inviteMember } from '@/lib/access/server/invite-user';
import { findAccountByEmail } from '@/lib/access/server/find-account';
import type { GrantDto } from '../contract';
import { memberErrors } from '../errors';
import { createGrant as create, deleteGrant as remove, findGrant, findGrants, findTeamByName, findToken, type GrantRow } from './grant.repo';
import { permissionsOnGroup } from './manage-roles';

export const locateGrant = async (id: string): Promise<readonly Located[]> => [(await findGrant(id))?.groupPath];

const groupsOver = (path: string) => path.split('/').slice(1, -1).reduce<string[]>((groups, segment) => [...groups, `${groups.at(-1) ?? ''}/${segment}`], []).concat('/');

export async function listGrants(scope: Scope, group: string): Promise<{ items: GrantDto[] }> {
  return { items: (await findGrants(group, groupsOver(group), new Date())).map((row) => toDto(scope, row)) };
}

type Subject = { kind: 'user'; email: string; name?: string | undefined } | { kind: 'team'; name: string } | { kind: 'token'; id: string };
interface Wish {
  subject: Subject;
  role: string;
  group: string;
  endsAt: string | null;
}

/** Nobody gives what they do not hold there; what holds on everything is the admin's to give. */
export async function refuseBeyondOwn(scope: Scope, role: string, group: string, at = '$.role'): Promise<void> {
  const missing = (await permissionsOnGroup(role, group, at)).find((permission) => !may(scope, permission, group));
  if (missing) throw memberErrors('beyond_own', { role, permission: missing, group }, at);
}

export async function createGrant(scope: Scope, { subject, role, group, endsAt }: Wish) {
  const now = new Date();
  await refuseBeyondOwn(scope, role, group);
  if (group === '/' && !may(scope, 'user:manage', '/')) throw memberErrors('root_by_admin', {}, '$.group');
  if (endsAt !== null && new Date(endsAt) <= now) throw memberErrors('ends_in_the_past', { endsAt }, '$.endsAt');
  const { link, ...whom } = await find(scope, subject);
  const row = await create({ ...whom, role, groupPath: group, endsAt: endsAt === null ? null : new Date(endsAt), createdBy: scope.actor.name }, now);
  if (!row) throw memberErrors('grant_twice', { role, group });
  return { grant: toDto(scope, row), link: link ?? null };
}

async function find(scope: Scope, subject: Subject): Promise<{ userId?: string; teamId?: string; tokenId?: string; link?: { path: string; expiresAt: string } }> {
  if (subject.kind === 'user') {
    const account = await findAccountByEmail(subject.email);
    if (account) return { userId: account.id };
    if (!subject.name) throw memberErrors('account_unknown', { email: subject.email }, '$.subject.email');
    const { user, link } = await inviteMember({ email: subject.email, name: subject.name });
    return { userId: user.id, link };
  }
  if (subject.kind === 'team') {
    const team = await findTeamByName(subject.name);
    if (!team) throw memberErrors('team_unknown', { team: subject.name }, '$.subject.name');
    return { teamId: team.id };
  }
  // A token of somebody else is as good as none.
  const token = await findToken(subject.id);
  if (!token || (token.userId !== scope.actor.userId && !may(scope, 'user:manage', '/'))) throw memberErrors('token_unknown', {}, '$.subject.id');
  return { tokenId: token.id };
}

/** Also one who gave it may take away no more than they could give. */
export async function deleteGrant(scope: Scope, id: string): Promise<GrantDto> {
  const row = await findGrant(id);
  if (!row) throw memberErrors('grant_not_found', { id });
  await refuseBeyondOwn(scope, row.role, row.groupPath).catch((error: { code?: string }) => {
    // A role that was deleted holds nothing any more.
    if (error.code !== 'members.role_unknown') throw error;
  });
  if (!(await remove(id))) throw memberErrors('grant_not_found', { id });
  return toDto(scope, row);
}

function toDto(scope: Scope, row: GrantRow): GrantDto {
  const subject = row.user ? { kind: 'user' as const, id: row.user.id, name: row.user.email, detail: row.user.name }
    : row.team ? { kind: 'team' as const, id: row.team.id, name: row.team.name, detail: String(row.team._count.members) }
    : { kind: 'token' as const, id: row.token!.id, name: row.token!.name, detail: row.token!.user.email };
  return {
    id: row.id, subject, role: row.role, group: row.groupPath, endsAt: row.endsAt?.toISOString() ?? null, source: row.source.split(':')[0]!,
    createdAt: row.createdAt.toISOString(), createdBy: row.createdBy, mayRemove: may(scope, 'member:invite', row.groupPath),
  };
}
