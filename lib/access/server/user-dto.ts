import type { z } from 'zod';
import type { meDto, userDto } from '../contract';
import { LOCALES } from '../model/locales';
import { ACCOUNT_ROLES, MEMBER } from '../model/role-names';
import type { Scope } from '../model/scope';
import type { UserRow } from './user.repo';

export const toUserDto = (row: UserRow, now: Date): z.output<typeof userDto> => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: ACCOUNT_ROLES.find((role) => role === row.role) ?? MEMBER,
  state: stateOf(row, now),
  createdAt: row.createdAt.toISOString(),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
});

function stateOf(row: UserRow, now: Date) {
  if (row.disabledAt) return 'disabled';
  // Who comes by an identity provider has no password.
  if (!row.passwordHash && !row.lastSignInAt) return 'invited';
  return row.lockedUntil && row.lockedUntil > now ? 'locked' : 'active';
}

export const toMeDto = (row: UserRow, scope: Scope): z.output<typeof meDto> => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  locale: LOCALES.find((locale) => locale === row.locale) ?? null,
  permissions: [...scope.permissions],
  held: scope.held.map(({ role, group, permissions, endsAt, team }) => ({ role, group, permissions: [...permissions], endsAt: endsAt === null ? null : new Date(endsAt).toISOString(), team })),
});
