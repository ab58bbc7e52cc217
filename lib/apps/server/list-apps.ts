import type { z } from 'zod';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { AppDto, listApps as contract } from '../contract';
import { toAppDto } from './app-dto';
import { findApps } from './app.repo';

const SORT: Record<string, (app: AppDto) => string | number> = { path: (app) => app.path, status: (app) => app.status, image: (app) => app.image, cpus: (app) => app.cpus, mem: (app) => app.mem, updated: (app) => app.updatedAt };

export async function listApps(query: z.output<NonNullable<(typeof contract)['query']>>) {
  const found = (await findApps()).map(toAppDto).filter((app) => (!query.environment || app.environmentId === query.environment) && matchesSearch(`${app.path} ${app.image}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}
