import type { Scope } from '@/lib/access/model/scope';
import { translateError } from '@/lib/access/server/problem';
import { engineMap } from '@/lib/environments/server/engines';
import type { Locale } from '@/lib/messages';
import { AppError } from '@/lib/platform/errors';
import { seal, unseal } from '@/lib/platform/server/seal';
import { publisherSettings, type PublisherDto, type PublisherSettings } from '../contract';
import { namesErrors } from '../errors';
import { tryNamesNow } from './names.controller';
import { openPublisher } from './publisher';
import { createPublisher as create, findPublisher, forgetPublisher, updatePublisher as update, type PublisherRow } from './publisher.repo';

interface Given {
  settings: PublisherSettings;
  secret?: string | undefined;
}

/** Refuses what no server could be asked with; opening asks nobody yet. */
function check({ settings, secret }: Given): void {
  if (settings.instances === 'host' && settings.addresses.length === 0) throw namesErrors('no_addresses', {}, '$.settings.addresses');
  openPublisher(settings, { owner: '', secret: secret ?? '' });
}

export async function createPublisher(scope: Scope, { name, environmentId, enabled, ...given }: Given & { name: string; environmentId: string; enabled: boolean }): Promise<PublisherDto> {
  if (!engineMap().has(environmentId)) throw namesErrors('environment_unknown', { id: environmentId }, '$.environmentId');
  check(given);
  const row = await create({ name, environmentId, enabled, kind: given.settings.kind, settings: given.settings, secret: given.secret ? seal(given.secret) : null, createdBy: scope.actor.name });
  if (!row) throw namesErrors('name_taken', { name }, '$.name');
  tryNamesNow(row.id);
  return toPublisherDto(row, scope.locale);
}

export async function updatePublisher(scope: Scope, id: string, { enabled, ...given }: Given & { enabled: boolean }): Promise<PublisherDto> {
  const before = await need(id);
  const secret = given.secret ?? (before.secret ? unseal(before.secret) : '');
  check({ ...given, secret });
  // What is out under the old place could not be found again.
  if (placeOf(given.settings) !== placeOf(publisherSettings.parse(before.settings))) throw namesErrors('place_fixed', { name: before.name });
  const row = await update(id, { enabled, settings: given.settings, ...(given.secret !== undefined && { secret: seal(given.secret) }) });
  tryNamesNow(id);
  return toPublisherDto(row, scope.locale);
}

function placeOf(settings: PublisherSettings): string {
  switch (settings.kind) {
    case 'rfc2136':
      return `rfc2136 ${settings.zone}`;
    case 'etcd':
      return `etcd ${settings.prefix} ${settings.zone}`;
    case 'consul':
      return `consul ${settings.node} ${settings.datacenter}`;
  }
}

export async function deletePublisher(id: string, forget: boolean): Promise<void> {
  await need(id);
  if (forget) return void (await forgetPublisher(id));
  await update(id, { removedAt: new Date() });
  tryNamesNow(id);
}

export async function testPublisher({ id, settings, secret }: Given & { id?: string | undefined }): Promise<void> {
  const kept = id && secret === undefined ? (await need(id)).secret : null;
  const given = { settings, secret: secret ?? (kept ? unseal(kept) : '') };
  check(given);
  await openPublisher(settings, { owner: id ?? 'test', secret: given.secret }).test();
}

async function need(id: string): Promise<PublisherRow> {
  const row = await findPublisher(id);
  if (!row) throw namesErrors('not_found', { id });
  return row;
}

export async function toPublisherDto({ id, environmentId, name, settings, secret, enabled, removedAt, publishedAt, error, errorAt, published }: PublisherRow, locale: Locale = 'en'): Promise<PublisherDto> {
  const stored = error as { code: string; params: Record<string, string | number> } | null;
  const told = stored && (await translateError(new AppError(stored.code, 422, stored.params), locale));
  return {
    id, environmentId, environment: engineMap().get(environmentId)?.name ?? null, name, settings: publisherSettings.parse(settings), hasSecret: secret !== null, enabled, removing: removedAt !== null,
    publishedAt: publishedAt?.toISOString() ?? null, error: told && { ...told, at: (errorAt ?? new Date(0)).toISOString() },
    names: published.filter(({ state }) => state === 'out').length, taken: published.filter(({ state }) => state === 'taken').length,
  };
}
