import type { Scope } from '@/lib/access/model/scope';
import type { TeamDto } from '../contract';
import { memberErrors } from '../errors';
import { countUsers, createTeam as create, deleteTeam as remove, findTeam, findTeams, updateTeam as update, type TeamRow } from './team.repo';

const toDto = ({ id, name, createdAt, members, _count }: TeamRow): TeamDto => ({ id, name, createdAt: createdAt.toISOString(), members: members.map(({ user }) => user).sort((a, b) => a.email.localeCompare(b.email)), grants: _count.grants });

export const listTeams = async () => ({ items: (await findTeams()).map(toDto) });

interface Input {
  name: string;
  members: readonly string[];
}

async function checked({ name, members }: Input): Promise<Input> {
  const unique = [...new Set(members)];
  if ((await countUsers(unique)) !== unique.length) throw memberErrors('account_unknown', { email: '' }, '$.members');
  return { name, members: unique };
}

export async function createTeam(scope: Scope, input: Input): Promise<TeamDto> {
  const { name, members } = await checked(input);
  const row = await create(name, members, scope.actor.name);
  if (!row) throw memberErrors('team_taken', { team: name }, '$.name');
  return toDto(row);
}

export async function updateTeam(id: string, input: Input): Promise<{ before: TeamDto; after: TeamDto }> {
  const before = await findTeam(id);
  if (!before) throw memberErrors('team_not_found', { id });
  const { name, members } = await checked(input);
  const row = await update(id, name, members);
  if (!row) throw memberErrors('team_taken', { team: name }, '$.name');
  return { before: toDto(before), after: toDto(row) };
}

export async function deleteTeam(id: string): Promise<TeamDto> {
  const row = await findTeam(id);
  if (!row) throw memberErrors('team_not_found', { id });
  await remove(id);
  return toDto(row);
}
