import type { z } from 'zod';
import type { Scope } from '@/lib/access/model/scope';
import { isSameRun } from '@/lib/apps/model/same-run';
import { routesOf } from '@/lib/apps/model/routing';
import { updateApp } from '@/lib/apps/server/deploy-app';
import { getApp } from '@/lib/apps/server/get-app';
import { planUpdate } from '@/lib/apps/server/plan-deploy';
import { appSpec, type AppSpec } from '@/lib/apps/spec';
import { proxySettingsOf } from '@/lib/proxy/server/proxy-settings';
import type { putRoutes as contract } from '../contract';

type Body = z.output<NonNullable<(typeof contract)['body']>>;
type Query = z.output<NonNullable<(typeof contract)['query']>>;

/** A new version with other routes; `dryRun` tells what it would change. */
export async function putRoutes(scope: Scope, appId: string, { routes, message, rowVersion }: Body, { dryRun, force }: Query) {
  const app = await getApp(appId, scope.locale ?? 'en');
  const spec = appSpec.parse({ ...app.spec, routes });
  const { changes } = await planUpdate(scope, appId, spec);
  const settings = proxySettingsOf(app.environmentId);
  const addresses = (of: AppSpec) => routesOf(app.path, of, settings).map(({ key }) => key.replace(/\/$/, ''));
  const [before, after] = [addresses(app.spec), addresses(spec)];
  const plan = { changes, come: after.filter((one) => !before.includes(one)), go: before.filter((one) => !after.includes(one)), replacesInstances: !isSameRun(app.spec, spec) };
  if (dryRun) return { ...plan, version: app.version, done: false };
  const { version } = await updateApp(scope, appId, { spec, message, ...(rowVersion !== undefined && { rowVersion }) }, force);
  return { ...plan, version, done: true };
}
