import type { z } from 'zod';
import { may, type Scope } from '@/lib/access/model/scope';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { AppDto, listApps as contract } from '../contract';
import { toAppDto } from './app-dto';
import { findApps } from './app.repo';

const SORT: Record<string, (app: AppDto) => string | number> = { path: (app) => app.path, status: (app) => app.status, image: (app) => app.image, cpus: (app) => app.cpus, mem: (app) => app.mem, updated: (app) => app.updatedAt };

export async function listApps(scope: Scope, query: z.output<NonNullable<(typeof contract)['query']>>) {
  const found = (await Promise.all((await findApps()).filter(({ path }) => may(scope, 'app:view', path)).map((app) => toAppDto(app, scope.locale ?? 'en')))).filter((app) => (!query.environment || app.environmentId === query.environment) && matchesSearch(`${app.path} ${app.image}`, query.search));
  return { items: sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit), total: found.length };
}

export const findAppPaths = async (scope: Scope) => (await findApps()).map(({ path }) => path).filter((path) => may(scope, 'app:view', path));
