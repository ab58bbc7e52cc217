import { db } from '@/lib/platform/server/db';

/** Counts one more in the key's window (a new one when it ended) and returns the count and what is left of the window. */
export async function countInWindow(key: string, windowMs: number): Promise<{ count: number; leftMs: number }> {
  const seconds = windowMs / 1000;
  const [row] = await db().$queryRaw<{ count: number; left: number }[]>`
    insert into "RateLimit" (key, count, "windowEndAt") values (${key}, 1, (now() at time zone 'utc') + make_interval(secs => ${seconds}::float8))
    on conflict (key) do update set
      count = case when "RateLimit"."windowEndAt" < (now() at time zone 'utc') then 1 else "RateLimit".count + 1 end,
      "windowEndAt" = case when "RateLimit"."windowEndAt" < (now() at time zone 'utc') then excluded."windowEndAt" else "RateLimit"."windowEndAt" end
    returning count, extract(epoch from "windowEndAt" - (now() at time zone 'utc'))::float8 as left`;
  return { count: row!.count, leftMs: row!.left * 1000 };
}

/** Takes one back, for an attempt that proved to be no abuse. */
export const uncountInWindow = (key: string) => db().rateLimit.updateMany({ where: { key, count: { gt: 0 } }, data: { count: { decrement: 1 } } });

/** How long the key's window still lasts; 0 when there is none. */
export async function windowLeftMs(key: string, now: Date): Promise<number> {
  const row = await db().rateLimit.findUnique({ where: { key } });
  return row ? Math.max(0, row.windowEndAt.getTime() - now.getTime()) : 0;
}

/** Opens a window that ends at a given moment. */
export async function openWindow(key: string, endAt: Date): Promise<void> {
  await db().rateLimit.upsert({ where: { key }, create: { key, count: 1, windowEndAt: endAt }, update: { windowEndAt: endAt } });
}

export const dropWindows = (keys: string[]) => db().rateLimit.deleteMany({ where: { key: { in: keys } } });

export const dropWindowsEndedBefore = (moment: Date) => db().rateLimit.deleteMany({ where: { windowEndAt: { lt: moment } } });
