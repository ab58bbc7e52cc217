import { Prisma } from '@/prisma/generated/client';

/** A grant as the query below tells it. */
export interface HeldRow {
  id: string;
  role: string;
  group: string;
  endsAt: number | null;
  team: string | null;
  /** Of a role that an admin made; null of a built-in one. */
  permissions: string[] | null;
}

const described = Prisma.sql`json_build_object('id', g.id, 'role', g.role, 'group', g."groupPath", 'endsAt', extract(epoch from g."endsAt" at time zone 'utc') * 1000, 'team', t.name, 'permissions', r.permissions)`;

/** The live grants of the user `u` of the surrounding query, their own and through teams. */
export const grantsOfUser = (now: Date) => Prisma.sql`
  (select coalesce(json_agg(${described} order by g."createdAt"), '[]') from "Grant" g left join "Team" t on t.id = g."teamId" left join "Role" r on r.name = g.role
   where (g."userId" = u.id or g."teamId" in (select m."teamId" from "TeamMember" m where m."userId" = u.id)) and (g."endsAt" is null or g."endsAt" > ${now}))`;

/** The live grants of the token `t` of the surrounding query. */
export const grantsOfToken = (now: Date) => Prisma.sql`
  (select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'group', g."groupPath", 'endsAt', extract(epoch from g."endsAt" at time zone 'utc') * 1000, 'team', null, 'permissions', r.permissions)), '[]')
   from "Grant" g left join "Role" r on r.name = g.role where g."tokenId" = t.id and (g."endsAt" is null or g."endsAt" > ${now}))`;
