import { may, maySee, type Scope } from '@/lib/access/model/scope';
import { accessErrors } from '@/lib/access/errors';
import type { Located } from '@/lib/access/server/admit';
import type { ElevationDto } from '../contract';
import { memberErrors } from '../errors';
import { createElevation, endElevation as end, findElevation, findElevations, grantElevation, refuseElevation as refuse, type ElevationRow } from './elevation.repo';
import { refuseBeyondOwn } from './manage-grants';
import { permissionsOnGroup } from './manage-roles';

export const locateElevation = async (id: string): Promise<readonly Located[]> => [(await findElevation(id))?.groupPath];

const mayDecide = (scope: Scope, row: ElevationRow) => row.userId !== scope.actor.userId && may(scope, 'member:invite', row.groupPath);

export async function listElevations(scope: Scope): Promise<{ items: ElevationDto[] }> {
  const rows = (await findElevations()).filter((row) => row.userId === scope.actor.userId || mayDecide(scope, row));
  return { items: rows.map((row) => toDto(scope, row, new Date())) };
}

export async function askElevation(scope: Scope, { role, group, minutes, reason }: { role: string; group: string; minutes: number; reason: string }): Promise<ElevationDto> {
  if (scope.actor.kind !== 'user' || !scope.actor.userId) throw memberErrors('browser_only');
  if (!maySee(scope, group)) throw accessErrors('hidden');
  const wanted = await permissionsOnGroup(role, group, '$.role');
  if (wanted.every((permission) => may(scope, permission, group))) throw memberErrors('elevation_held', { role, group }, '$.role');
  return toDto(scope, await createElevation({ userId: scope.actor.userId, role, groupPath: group, minutes, reason }), new Date());
}

async function needWaiting(scope: Scope, id: string): Promise<ElevationRow> {
  const row = await findElevation(id);
  if (!row) throw memberErrors('elevation_not_found', { id });
  if (row.status !== 'waiting') throw memberErrors('elevation_not_waiting', { status: row.status });
  if (row.userId === scope.actor.userId) throw memberErrors('elevation_own');
  return row;
}

export async function approveElevation(scope: Scope, id: string, word: string): Promise<ElevationDto> {
  const row = await needWaiting(scope, id);
  await refuseBeyondOwn(scope, row.role, row.groupPath);
  if (!(await grantElevation(row, scope.actor.name, word, new Date()))) throw memberErrors('elevation_not_waiting', { status: 'granted' });
  return toDto(scope, (await findElevation(id))!, new Date());
}

export async function refuseElevation(scope: Scope, id: string, word: string): Promise<ElevationDto> {
  await needWaiting(scope, id);
  if (!(await refuse(id, scope.actor.name, word, new Date()))) throw memberErrors('elevation_not_waiting', { status: 'refused' });
  return toDto(scope, (await findElevation(id))!, new Date());
}

/** The one who asked takes it back, or who may decide ends it. */
export async function endElevation(scope: Scope, id: string): Promise<ElevationDto> {
  const row = await findElevation(id);
  if (!row || (row.userId !== scope.actor.userId && !mayDecide(scope, row))) throw memberErrors('elevation_not_found', { id });
  if (!(await end(id, new Date()))) throw memberErrors('elevation_not_waiting', { status: row.status });
  return toDto(scope, (await findElevation(id))!, new Date());
}

function toDto(scope: Scope, row: ElevationRow, now: Date): ElevationDto {
  const isOver = row.status === 'granted' && row.endsAt !== null && row.endsAt <= now;
  return {
    id: row.id, user: row.user.email, role: row.role, group: row.groupPath, minutes: row.minutes, reason: row.reason, status: isOver ? 'ended' : (row.status as ElevationDto['status']), askedAt: row.askedAt.toISOString(),
    decidedBy: row.decidedBy, decidedAt: row.decidedAt?.toISOString() ?? null, word: row.word, endsAt: row.endsAt?.toISOString() ?? null, isOwn: row.userId === scope.actor.userId, mayDecide: row.status === 'waiting' && mayDecide(scope, row),
  };
}
