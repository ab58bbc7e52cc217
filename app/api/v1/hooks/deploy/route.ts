import { clientAddress } from '@/lib/access/server/authenticate';
import { defineRoute } from '@/lib/access/server/define-route';
import { requestLocale } from '@/lib/access/server/problem';
import { deployByHook } from '@/lib/ci/contract';
import { deployByHook as deploy } from '@/lib/ci/server/deploy-image';

export const POST = defineRoute(deployByHook, async ({ request, query, body, audit }) => {
  const given = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '') ?? query.token ?? '';
  const { path, deployment } = await deploy(given, body, query, requestLocale(request), clientAddress(request));
  audit({ target: path, groupPath: path });
  return deployment;
});
