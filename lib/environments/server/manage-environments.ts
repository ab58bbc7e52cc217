import type { ConnectionInput, EnvironmentDto } from '../contract';
import { environmentErrors } from '../errors';
import { syncEnvironments } from './environment.controller';
import { countEnvironmentApps, createEnvironment, deleteEnvironment, findEnvironment, nameIsTaken, updateEnvironment as update } from './environment.repo';
import { toEnvironmentDto } from './list-environments';

interface EnvironmentInput {
  name: string;
  connection: ConnectionInput;
}

export async function addEnvironment({ name, connection }: EnvironmentInput): Promise<EnvironmentDto> {
  if (await nameIsTaken(name)) throw environmentErrors('name_taken', { name }, '$.name');
  const row = await createEnvironment(name, connection);
  await syncEnvironments();
  return toEnvironmentDto(row);
}

export async function updateEnvironment(id: string, { name, connection }: EnvironmentInput): Promise<EnvironmentDto> {
  const row = await needEnvironment(id);
  if (await nameIsTaken(name, id)) throw environmentErrors('name_taken', { name }, '$.name');
  await update(id, row.rowVersion, name, connection);
  await syncEnvironments();
  return toEnvironmentDto(await needEnvironment(id));
}

export async function removeEnvironment(id: string): Promise<void> {
  const row = await needEnvironment(id);
  const count = await countEnvironmentApps(id);
  if (count > 0) throw environmentErrors('in_use', { count, name: row.name });
  await deleteEnvironment(id);
  await syncEnvironments();
}

async function needEnvironment(id: string) {
  const row = await findEnvironment(id);
  if (!row) throw environmentErrors('not_found', { id });
  return row;
}
