import { db } from '@/lib/platform/server/db';
import { seal, unseal } from '@/lib/platform/server/seal';
import { connectionInput, type ConnectionInput, type Overcommit } from '../contract';

export interface EnvironmentRecord {
  id: string;
  name: string;
  kind: string;
  connection: ConnectionInput;
  overcommit: Overcommit;
  createdAt: Date;
  rowVersion: number;
}

/** Keys and certificates are stored sealed as one value beside the address. */
const toStored = (connection: ConnectionInput) => ({ sealed: seal(JSON.stringify(connection)) });
const fromStored = (stored: unknown): ConnectionInput => connectionInput.parse(JSON.parse(unseal((stored as { sealed: string }).sealed)));

type Row = { id: string; name: string; kind: string; connection: unknown; cpuOvercommit: number; memOvercommit: number; createdAt: Date; rowVersion: number };
const toRecord = ({ connection, cpuOvercommit, memOvercommit, ...row }: Row): EnvironmentRecord => ({ ...row, connection: fromStored(connection), overcommit: { cpu: cpuOvercommit, mem: memOvercommit } });
const toColumns = (overcommit: Overcommit | undefined) => (overcommit ? { cpuOvercommit: overcommit.cpu, memOvercommit: overcommit.mem } : {});

export async function findEnvironments(): Promise<EnvironmentRecord[]> {
  return (await db().environment.findMany({ orderBy: { name: 'asc' } })).map(toRecord);
}

export async function findEnvironment(id: string): Promise<EnvironmentRecord | null> {
  const row = await db().environment.findUnique({ where: { id } });
  return row && toRecord(row);
}

/** Null when the name is taken. */
export async function createEnvironment(name: string, connection: ConnectionInput, overcommit?: Overcommit): Promise<EnvironmentRecord | null> {
  const [row] = await db().environment.createManyAndReturn({ data: [{ name, connection: toStored(connection), ...toColumns(overcommit) }], skipDuplicates: true });
  return row ? toRecord(row) : null;
}

/** False when somebody else changed it since `rowVersion`. */
export async function updateEnvironment(id: string, rowVersion: number, name: string, connection: ConnectionInput, overcommit?: Overcommit): Promise<boolean> {
  const { count } = await db().environment.updateMany({
    where: { id, rowVersion },
    data: { name, connection: toStored(connection), ...toColumns(overcommit), rowVersion: { increment: 1 } },
  });
  return count === 1;
}

/** With what is remembered of the apps that were destroyed there; the audit log keeps its own. */
export const deleteEnvironment = (id: string) => db().$transaction([db().app.deleteMany({ where: { environmentId: id, destroyedAt: { not: null } } }), db().environment.deleteMany({ where: { id } })]);
export const countEnvironmentApps = (environmentId: string) => db().app.count({ where: { environmentId, destroyedAt: null } });
export const nameIsTaken = async (name: string, exceptId?: string) =>
  (await db().environment.count({ where: { name, ...(exceptId && { id: { not: exceptId } }) } })) > 0;
