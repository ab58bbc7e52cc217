import { may, type Scope } from '@/lib/access/model/scope';
import { translateError } from '@/lib/access/server/problem';
import type { Locale } from '@/lib/messages';
import { AppError } from '@/lib/platform/errors';
import type { EnvironmentDto, EnvironmentStatus } from '../contract';
import { endpointOf } from './connect';
import { engineMap } from './engines';
import { findEnvironments, type EnvironmentRecord } from './environment.repo';

export async function toEnvironmentDto(row: EnvironmentRecord, locale: Locale): Promise<EnvironmentDto> {
  const engine = engineMap().get(row.id);
  return {
    id: row.id, name: row.name, kind: row.kind, overcommit: row.overcommit, endpoint: endpointOf(row.connection), createdAt: row.createdAt.toISOString(),
    status: await inWords(engine?.status() ?? { kind: 'connecting' }, locale), host: engine?.info() ?? null,
  };
}

/** What is wrong, as a sentence for the reader. */
async function inWords(status: EnvironmentStatus, locale: Locale): Promise<EnvironmentStatus> {
  return 'code' in status ? { ...status, detail: (await translateError(new AppError(status.code, 503, status.params), locale)).detail } : status;
}

/** Who has no role on the whole console sees how the places are that its apps run in, not how they are reached. */
export async function listEnvironments(scope: Scope, locale: Locale): Promise<{ items: EnvironmentDto[] }> {
  const items = await Promise.all((await findEnvironments()).map((row) => toEnvironmentDto(row, locale)));
  return { items: may(scope, 'environment:view', '/') ? items : items.map((item) => ({ ...item, endpoint: '', host: item.host && { ...item.host, rootDir: '' } })) };
}
