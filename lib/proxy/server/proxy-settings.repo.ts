import { db } from '@/lib/platform/server/db';

export interface ProxySettings {
  image: string | null;
  domain: string | null;
  nameEveryApp: boolean;
  httpPort: number;
  httpsPort: number;
  maxConnections: number;
  maintenancePage: string | null;
  containerId: string | null;
  rowVersion: number;
  updatedAt: Date | null;
  updatedBy: string;
}

const DEFAULTS: ProxySettings = { image: null, domain: null, nameEveryApp: false, httpPort: 80, httpsPort: 443, maxConnections: 8_000, maintenancePage: null, containerId: null, rowVersion: 0, updatedAt: null, updatedBy: '' };

export const findProxySettings = async (environmentId: string): Promise<ProxySettings> => (await db().proxy.findUnique({ where: { environmentId } })) ?? DEFAULTS;
export const findAllProxySettings = async (): Promise<Map<string, ProxySettings>> => new Map((await db().proxy.findMany()).map((row) => [row.environmentId, row]));

export const noteProxyContainer = (environmentId: string, containerId: string | null) => db().proxy.upsert({ where: { environmentId }, create: { environmentId, containerId }, update: { containerId } });

type Changes = Omit<ProxySettings, 'containerId' | 'rowVersion' | 'updatedAt' | 'updatedBy'>;

/** False when somebody else changed them since. */
export async function saveProxySettings(environmentId: string, rowVersion: number, changes: Changes, by: string): Promise<boolean> {
  await db().proxy.createMany({ data: [{ environmentId }], skipDuplicates: true });
  const { count } = await db().proxy.updateMany({ where: { environmentId, rowVersion }, data: { ...changes, updatedAt: new Date(), updatedBy: by, rowVersion: { increment: 1 } } });
  return count > 0;
}
