import { defineRoute } from '@/lib/access/server/define-route';
import { retryAcmeHost } from '@/lib/certificates/contract';
import { retryAcmeHost as retry } from '@/lib/certificates/server/acme-states';

export const POST = defineRoute(retryAcmeHost, async ({ params, audit }) => {
  const { host } = await retry(params.id);
  audit({ target: host });
});
