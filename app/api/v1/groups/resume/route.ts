import { defineRoute } from '@/lib/access/server/define-route';
import { resumeGroup } from '@/lib/apps/contract';
import { resumeGroup as resume } from '@/lib/apps/server/manage-groups';

export const POST = defineRoute(resumeGroup, ({ scope, body, audit }) => {
  audit({ target: body.group });
  return resume(scope, body);
});
