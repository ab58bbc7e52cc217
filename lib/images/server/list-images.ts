import type { z } from 'zod';
import type { Scope } from '@/lib/access/model/scope';
import { maySeeRow, seenBy, seesAll, shownRow } from '@/lib/environments/server/places';
import { allEngines } from '@/lib/environments/server/engines';
import type { ImageRow } from '@/lib/environments/contract';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { listImages as contract } from '../contract';

const SORT: Record<string, (row: ImageRow) => string | number> = { name: (row) => row.tags[0] ?? '', size: (row) => row.sizeBytes, created: (row) => row.createdAt, containers: (row) => row.containerCount };

export async function listImages(scope: Scope, query: z.output<NonNullable<(typeof contract)['query']>>) {
  const maySee = seesAll(scope, 'image:view') ? undefined : seenBy(scope);
  const found = allEngines()
    .filter((engine) => !query.environment || engine.id === query.environment)
    .flatMap((engine) => engine.inventory.images())
    .filter((row) => !maySee || maySeeRow(maySee, row.environmentId, 'image', row.id))
    .map((row) => (maySee ? shownRow(maySee, row.environmentId, 'image', row) : row))
    .filter((row) => !query.use || isOfUse(row, query.use))
    .filter((row) => matchesSearch(`${row.tags.join(' ')} ${row.id}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}

const isOfUse = (row: ImageRow, use: 'used' | 'unused' | 'dangling') => (use === 'used' ? row.containerCount > 0 : use === 'unused' ? row.containerCount === 0 : row.tags.length === 0);
