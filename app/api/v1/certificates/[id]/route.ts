import { defineRoute } from '@/lib/access/server/define-route';
import { deleteCertificate, replaceCertificate } from '@/lib/certificates/contract';
import { deleteCertificate as remove, replaceCertificate as replace } from '@/lib/certificates/server/manage-certificates';

export const PUT = defineRoute(replaceCertificate, async ({ scope, params, body, audit }) => {
  audit({ after: {} });
  const made = await replace(scope, params.id, body);
  audit({ target: made.names[0] ?? made.id, after: made });
  return made;
});
export const DELETE = defineRoute(deleteCertificate, async ({ params, audit }) => {
  const before = await remove(params.id);
  audit({ target: before.names[0] ?? before.id, before });
});
