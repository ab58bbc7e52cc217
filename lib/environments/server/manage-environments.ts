import type { Locale } from '@/lib/messages';
import type { ConnectionInput, EnvironmentDto, Overcommit } from '../contract';
import { environmentErrors } from '../errors';
import { checkConnection, keepSecrets, needConfirmedHost, withoutSecrets } from './check-connection';
import { endpointOf } from './connect';
import { log } from '@/lib/platform/server/log';
import { leaving } from './leaving';
import { syncEnvironments } from './environment.controller';
import { countEnvironmentApps, createEnvironment, deleteEnvironment, findEnvironment, nameIsTaken, updateEnvironment as update } from './environment.repo';
import { toEnvironmentDto } from './list-environments';

interface EnvironmentInput {
  name: string;
  connection: ConnectionInput;
  overcommit?: Overcommit | undefined;
}

export async function addEnvironment({ name, connection, overcommit }: EnvironmentInput, locale: Locale): Promise<EnvironmentDto> {
  if (await nameIsTaken(name)) throw environmentErrors('name_taken', { name }, '$.name');
  checkConnection(connection);
  needConfirmedHost(connection);
  const row = await createEnvironment(name, connection, overcommit);
  if (!row) throw environmentErrors('name_taken', { name }, '$.name');
  await syncEnvironments();
  return toEnvironmentDto(row, locale);
}

export async function showEnvironment(id: string, locale: Locale) {
  const row = await needEnvironment(id);
  return { ...(await toEnvironmentDto(row, locale)), connection: withoutSecrets(row.connection) };
}

export async function updateEnvironment(id: string, { name, connection, overcommit }: EnvironmentInput, locale: Locale): Promise<{ before: EnvironmentDto; after: EnvironmentDto }> {
  const row = await needEnvironment(id);
  const before = await toEnvironmentDto(row, locale);
  if (await nameIsTaken(name, id)) throw environmentErrors('name_taken', { name }, '$.name');
  const whole = keepSecrets(connection, row.connection);
  checkConnection(whole);
  needConfirmedHost(whole);
  if (!(await update(id, row.rowVersion, name, whole, overcommit))) throw environmentErrors('changed_meanwhile', { name: row.name });
  await syncEnvironments();
  return { before, after: await toEnvironmentDto(await needEnvironment(id), locale) };
}

/** Returns what was removed. */
export async function removeEnvironment(id: string): Promise<{ name: string; endpoint: string }> {
  const row = await needEnvironment(id);
  const count = await countEnvironmentApps(id);
  if (count > 0) throw environmentErrors('in_use', { count, name: row.name });
  // An engine that does not answer keeps what is there; it is forgotten all the same.
  for (const [what, leave] of leaving()) await leave(id).catch((error: unknown) => log.warn({ err: error, environment: row.name, what }, 'something was left on an engine'));
  await deleteEnvironment(id);
  await syncEnvironments();
  return { name: row.name, endpoint: endpointOf(row.connection) };
}

/** The connection that a test tries: with the secrets of the environment that is being edited. */
export async function connectionToTry(connection: ConnectionInput, environmentId: string | undefined): Promise<ConnectionInput> {
  return keepSecrets(connection, environmentId === undefined ? undefined : (await needEnvironment(environmentId)).connection);
}

async function needEnvironment(id: string) {
  const row = await findEnvironment(id);
  if (!row) throw environmentErrors('not_found', { id });
  return row;
}
