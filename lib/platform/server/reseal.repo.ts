import { db } from './db';
import { isCurrent, seal, unseal } from './seal';

interface Place {
  table: string;
  /** The column of the row's key, and an expression that reads and one that writes the sealed text. */
  key: string;
  read: string;
  write: string;
}
/** Everything that is kept sealed. A test seals one of each and rotates. */
const PLACES: readonly Place[] = [
  { table: 'SecretVersion', key: 'id', read: '"sealed"', write: '"sealed" = $1' },
  { table: 'RegistryCredential', key: 'id', read: '"password"', write: '"password" = $1' },
  { table: 'Environment', key: 'id', read: `"connection"->>'sealed'`, write: `"connection" = jsonb_set("connection", '{sealed}', to_jsonb($1::text))` },
  { table: 'TotpFactor', key: 'userId', read: '"secret"', write: '"secret" = $1' },
  { table: 'IdentityProvider', key: 'id', read: '"secret"', write: '"secret" = $1' },
  { table: 'NamePublisher', key: 'id', read: '"secret"', write: '"secret" = $1' },
  { table: 'IdempotentRequest', key: 'key', read: '"body"', write: '"body" = $1' },
  { table: 'Certificate', key: 'id', read: '"keySealed"', write: '"keySealed" = $1' },
  { table: 'AcmeAccount', key: 'id', read: '"keySealed"', write: '"keySealed" = $1' },
  { table: 'AcmeSettings', key: 'environmentId', read: '"eabSealed"', write: '"eabSealed" = $1' },
];
const MOST = 200;

/** Seals with the current key what is sealed with another; each row for itself, and only if nobody changed it meanwhile. */
export async function resealAll(): Promise<number> {
  let done = 0;
  for (const place of PLACES) done += await reseal(place);
  return done;
}

async function reseal({ table, key, read, write }: Place): Promise<number> {
  let done = 0;
  for (let after = ''; ; ) {
    const rows = await db().$queryRawUnsafe<{ key: string; sealed: string | null }[]>(`select "${key}"::text as key, ${read} as sealed from "${table}" where "${key}"::text > $1 order by "${key}"::text limit ${MOST}`, after);
    for (const row of rows) {
      if (!row.sealed || isCurrent(row.sealed)) continue;
      done += await db().$executeRawUnsafe(`update "${table}" set ${write} where "${key}"::text = $2 and ${read} = $3`, seal(unseal(row.sealed)), row.key, row.sealed);
    }
    if (rows.length < MOST) return done;
    after = rows.at(-1)!.key;
  }
}
