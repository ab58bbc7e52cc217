import { defineRoute } from '@/lib/access/server/define-route';
import { createCertificate, listCertificates } from '@/lib/certificates/contract';
import { createCertificate as create, listCertificates as list } from '@/lib/certificates/server/manage-certificates';

export const GET = defineRoute(listCertificates, ({ scope }) => list(scope));
export const POST = defineRoute(createCertificate, async ({ scope, body, audit }) => {
  audit({ target: body.group, after: { group: body.group } });
  const made = await create(scope, body);
  audit({ target: made.names[0] ?? made.id, after: made });
  return made;
});
