import { defineRoute } from '@/lib/access/server/define-route';
import { deployGroup } from '@/lib/apps/contract';
import { fillDefaults } from '@/lib/apps/server/fill-defaults';
import { deployGroup as deploy } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(deployGroup, async ({ scope, body, raw, audit }) => {
  audit({ target: body.group });
  const sent = (raw as { apps: { spec?: unknown }[] }).apps;
  const apps = await Promise.all(body.apps.map(async (app, index) => ({ ...app, spec: await fillDefaults(app.path, app.spec, sent[index]?.spec) })));
  return deploy(scope, { ...body, apps });
});
