import { defineRoute } from '@/lib/access/server/define-route';
import { replaceContainer } from '@/lib/containers/contract';
import { replaceContainer as replace } from '@/lib/containers/server/replace-container';

export const POST = defineRoute(replaceContainer, async ({ params, body, audit }) => {
  audit({ target: body.spec.name });
  return replace(params, body.spec);
});
