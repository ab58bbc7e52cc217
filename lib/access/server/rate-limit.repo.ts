import { db } from '@/lib/platform/server/db';

/** Counts one more in the key's window (a new one when it ended) and returns the count and what is left of the window. */
export async function countInWindow(key: string, windowMs: number): Promise<{ count: number; leftMs: number }> {
  const seconds = windowMs / 1000;
  const [row] = await db().$queryRaw<{ count: number; left: number }[]>`
    insert into "RateLimit" (key, count, "windowEndAt") values (${key}, 1, now() + make_interval(secs => ${seconds}::float8))
    on conflict (key) do update set
      count = case when "RateLimit"."windowEndAt" < now() then 1 else "RateLimit".count + 1 end,
      "windowEndAt" = case when "RateLimit"."windowEndAt" < now() then now() + make_interval(secs => ${seconds}::float8) else "RateLimit"."windowEndAt" end
    returning count, extract(epoch from "windowEndAt" - now())::float8 as left`;
  return { count: row!.count, leftMs: row!.left * 1000 };
}
