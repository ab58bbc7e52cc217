import type { Scope } from '@/lib/access/model/scope';
import type { InternalNamesDto, PublishedNameDto, PublisherDto } from '../contract';
import { toPublisherDto } from './manage-publishers';
import { listInternalNames } from './internal-names';
import { findPublishers } from './publisher.repo';

export async function listNames({ locale = 'en' }: Scope): Promise<{ publishers: PublisherDto[]; names: PublishedNameDto[]; internal: InternalNamesDto[] }> {
  const rows = await findPublishers();
  const names = rows.flatMap((row) => row.published.map(({ key, values, state, appPath, changedAt }) => ({ publisher: row.name, key, values, state: state as PublishedNameDto['state'], app: appPath, changedAt: changedAt.toISOString() })));
  return { publishers: await Promise.all(rows.map((row) => toPublisherDto(row, locale))), names, internal: await listInternalNames(locale) };
}
