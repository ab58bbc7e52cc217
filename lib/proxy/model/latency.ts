/** Upper ends of the buckets in which the proxy counts how long instances took, in milliseconds; the last one is open. */
export const BUCKETS_MS = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1_200, 2_000, 3_000, 5_000, 10_000] as const;

/** Of counts per bucket; within a bucket evenly spread. Null: nothing was counted. */
export function percentileMs(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && below + count >= share * total) {
      const [from, to] = [index === 0 ? 0 : BUCKETS_MS[index - 1]!, BUCKETS_MS[index] ?? BUCKETS_MS.at(-1)! * 2];
      return from + ((share * total - below) / count) * (to - from);
    }
    below += count;
  }
  return BUCKETS_MS.at(-1)! * 2;
}
