import { addPasskey } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { addPasskey as add } from '@/lib/access/server/passkey/add-passkey';

export const POST = defineRoute(addPasskey, async ({ scope, body, audit }) => {
  const answer = await add(scope, body);
  audit({ target: body.name, after: answer.passkey });
  return answer;
});
