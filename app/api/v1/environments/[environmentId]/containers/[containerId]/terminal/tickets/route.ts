import { defineRoute } from '@/lib/access/server/define-route';
import { createTerminalTicket } from '@/lib/terminal/contract';
import { createTicket } from '@/lib/terminal/server/create-ticket';

export const POST = defineRoute(createTerminalTicket, async ({ scope, params, body, audit }) => {
  audit({ target: params.containerId });
  const { answer, containerName } = await createTicket(scope, { ...params, ...body }, new Date());
  audit({ target: containerName });
  return answer;
});
