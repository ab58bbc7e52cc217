import { isWithin } from '@/lib/access/model/paths';
import type { Scope } from '@/lib/access/model/scope';
import type { Located } from '@/lib/access/server/admit';
import { processState } from '@/lib/platform/server/process-state';
import { seal, unseal } from '@/lib/platform/server/seal';
import type { RegistryDto } from '../contract';
import { registryErrors } from '../errors';
import { createRegistry as create, findRegistries, findRegistry, findRegistryByName, removeRegistry, updateRegistry as update } from './registry.repo';

const toDto = ({ id, name, groupPath, server, username, createdAt, createdBy }: NonNullable<Awaited<ReturnType<typeof findRegistry>>>): RegistryDto => ({ id, name, group: groupPath, server, username, createdAt: createdAt.toISOString(), createdBy });

interface Input {
  server: string;
  username: string;
  password: string;
}

/** Who still needs a credential: filled by a slice above. */
export const credentialUsers = () => processState('registry-users', (): { of: (name: string) => string | undefined } => ({ of: () => undefined }));

/** Those of the groups that the caller sees, and those of the groups above, which its apps may pull with. */
export const listRegistries = async (scope: Scope) => ({ items: (await findRegistries()).filter(({ groupPath }) => scope.held.some(({ group }) => isWithin(groupPath, group) || isWithin(group, groupPath)) && scope.permissions.has('app:view')).map(toDto) });
export const locateRegistry = async (id: string): Promise<readonly Located[]> => [(await findRegistry(id))?.groupPath];

export async function createRegistry(by: string, { name, group, password, ...input }: Input & { name: string; group: string }): Promise<RegistryDto> {
  const row = await create({ name, groupPath: group, ...input, password: seal(password), createdBy: by });
  if (!row) throw registryErrors('name_taken', { name }, '$.name');
  return toDto(row);
}

export async function updateRegistry(id: string, { password, ...input }: Omit<Input, 'password'> & { password?: string }): Promise<RegistryDto> {
  if (!(await findRegistry(id))) throw registryErrors('not_found', { id });
  return toDto(await update(id, { ...input, ...(password !== undefined && { password: seal(password) }) }));
}

export async function deleteRegistry(id: string): Promise<void> {
  const row = await findRegistry(id);
  if (!row) throw registryErrors('not_found', { id });
  const user = credentialUsers().of(row.name);
  if (user) throw registryErrors('in_use', { name: row.name, app: user });
  await removeRegistry(id);
}

/** As the engine wants it for a pull. */
export async function authOf(name: string) {
  const row = await findRegistryByName(name);
  if (!row) throw registryErrors('unknown', { name });
  return { username: row.username, password: unseal(row.password), ...(row.server && { serveraddress: row.server }) };
}

/** For an app at `path`: a credential of another group is as good as none. */
export async function needRegistry(name: string, path: string, at: string): Promise<void> {
  const row = await findRegistryByName(name);
  if (!row || !isWithin(row.groupPath, path)) throw registryErrors('unknown', { name }, at);
}
