import { z } from 'zod';

/** What every list takes: search, sort (`name`, `-name`), page. */
export const listQuery = z.strictObject({
  search: z.string().max(500).optional(),
  environment: z.uuid().optional(),
  sort: z.string().max(50).optional(),
  limit: z.coerce.number().int().min(1).max(100_000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});

const collator = new Intl.Collator('en', { numeric: true });

/** Sorts by one of `keys`; an unknown key leaves the order as it is. Returns a new array. */
export function sortRows<T>(rows: T[], sort: string | undefined, keys: Record<string, (row: T) => string | number>): T[] {
  const descending = sort?.startsWith('-') ?? false;
  const name = sort?.replace(/^-/, '') ?? '';
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (!key) return rows;
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: key(row) }))
    .sort((a, b) => sign * (typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : collator.compare(String(a.value), String(b.value))))
    .map(({ row }) => row);
}

/** Every word must occur somewhere in the text. Plain substrings: a pattern from outside is never compiled. */
export function matchesSearch(text: string, search: string | undefined): boolean {
  if (!search) return true;
  const lower = text.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => lower.includes(word));
}
