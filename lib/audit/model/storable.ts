/** Postgres keeps no NUL and no half of a surrogate pair: what is hashed must be what comes back, and nobody may escape the log by sending one. */
export const storableText = (text: string) => text.replace(/\0|\p{Surrogate}/gu, '\ufffd');

/** As JSON knows the value, with texts that Postgres can keep; null for nothing. */
export const storableJson = (value: unknown): unknown => (value === undefined ? null : clean(JSON.parse(JSON.stringify(value) ?? 'null')));

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), clean(item)]));
}
