import { db } from '@/lib/platform/server/db';

export const findRegistries = () => db().registryCredential.findMany({ orderBy: { name: 'asc' } });
export const findRegistry = (id: string) => db().registryCredential.findUnique({ where: { id } });
export const findRegistryByName = (name: string) => db().registryCredential.findUnique({ where: { name } });

interface NewRegistry {
  name: string;
  groupPath: string;
  server: string;
  username: string;
  password: string;
  createdBy: string;
}
/** Null when the name was taken. */
export const createRegistry = (data: NewRegistry) =>
  db().registryCredential.create({ data }).catch((error: { code?: string }) => {
    if (error.code === 'P2002') return null;
    throw error;
  });
export const updateRegistry = (id: string, data: Partial<NewRegistry>) => db().registryCredential.update({ where: { id }, data });
export const removeRegistry = (id: string) => db().registryCredential.deleteMany({ where: { id } });
