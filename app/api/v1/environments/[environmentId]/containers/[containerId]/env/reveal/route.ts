import { defineRoute } from '@/lib/access/server/define-route';
import { revealEnv } from '@/lib/containers/contract';
import { revealEnv as reveal } from '@/lib/containers/server/show-container';

export const POST = defineRoute(revealEnv, async ({ params, audit }) => {
  const { containerName, env } = await reveal(params);
  audit({ target: containerName, after: { revealed: env.length } });
  return { env };
});
