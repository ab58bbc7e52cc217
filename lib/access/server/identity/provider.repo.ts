import { db } from '@/lib/platform/server/db';
import type { Mapping } from '../../model/groups-claim';
import type { ProviderSettings } from '../../spec/identity-provider';
import { accessChanged } from '../access-cache';

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;
export type Provider<S extends ProviderSettings = ProviderSettings> = Omit<Row, 'settings' | 'mappings'> & { settings: S; mappings: Mapping[] };
export type ProviderInput = Pick<Provider, 'name' | 'enabled' | 'createAccounts' | 'accountRole' | 'mappings' | 'settings' | 'secret'>;

const findRow = (id: string) => db().identityProvider.findUnique({ where: { id } });
// Only what the contract's schema has parsed is ever written.
const read = (row: Row) => row as unknown as Provider;
const write = (input: ProviderInput) => ({ ...input, kind: input.settings.kind, settings: { ...input.settings }, mappings: input.mappings.map((one) => ({ ...one })) });

/** Whose word a grant is. */
export const sourceOf = ({ kind, name }: { kind: string; name: string }) => `${kind}:${name}`;

export const listAllProviders = async () => (await db().identityProvider.findMany({ orderBy: { name: 'asc' } })).map(read);

export async function listEnabled<K extends ProviderSettings['kind']>(kind: K) {
  const rows = await db().identityProvider.findMany({ where: { kind, enabled: true }, orderBy: { name: 'asc' } });
  return rows.map((row) => read(row) as Provider<Extract<ProviderSettings, { kind: K }>>);
}

export async function findProvider(id: string): Promise<Provider | null> {
  const row = await findRow(id);
  return row && read(row);
}

/** Null when the name is taken. */
export async function insertProvider(input: ProviderInput, createdBy: string): Promise<Provider | null> {
  const [row] = await db().identityProvider.createManyAndReturn({ data: [{ ...write(input), createdBy }], skipDuplicates: true });
  return row ? read(row) : null;
}

/** Its grants follow a new name. Null when that name is another's. */
export async function changeProvider(before: Provider, input: ProviderInput): Promise<Provider | null> {
  return db().$transaction(async (tx) => {
    if (await tx.identityProvider.findFirst({ where: { name: input.name, id: { not: before.id } } })) return null;
    const row = await tx.identityProvider.update({ where: { id: before.id }, data: write(input) });
    await tx.grant.updateMany({ where: { source: sourceOf(before) }, data: { source: sourceOf(row) } });
    return read(row);
  });
}

export async function removeProvider(provider: Provider): Promise<void> {
  await db().$transaction([db().grant.deleteMany({ where: { source: sourceOf(provider) } }), db().identityProvider.deleteMany({ where: { id: provider.id } })]);
  accessChanged();
}
