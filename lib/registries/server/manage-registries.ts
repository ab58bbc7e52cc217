import { processState } from '@/lib/platform/server/process-state';
import { seal, unseal } from '@/lib/platform/server/seal';
import type { RegistryDto } from '../contract';
import { registryErrors } from '../errors';
import { createRegistry as create, findRegistries, findRegistry, findRegistryByName, removeRegistry, updateRegistry as update } from './registry.repo';

const toDto = ({ id, name, server, username, createdAt, createdBy }: NonNullable<Awaited<ReturnType<typeof findRegistry>>>): RegistryDto => ({ id, name, server, username, createdAt: createdAt.toISOString(), createdBy });

interface Input {
  server: string;
  username: string;
  password: string;
}

/** Who still needs a credential: filled by a slice above. */
export const credentialUsers = () => processState('registry-users', (): { of: (name: string) => string | undefined } => ({ of: () => undefined }));

export const listRegistries = async () => ({ items: (await findRegistries()).map(toDto) });

export async function createRegistry(by: string, { name, password, ...input }: Input & { name: string }): Promise<RegistryDto> {
  const row = await create({ name, ...input, password: seal(password), createdBy: by });
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

export async function needRegistry(name: string, at: string): Promise<void> {
  if (!(await findRegistryByName(name))) throw registryErrors('unknown', { name }, at);
}
