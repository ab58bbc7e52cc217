import { defineRoute } from '@/lib/access/server/define-route';
import { deleteAcmeSettings, putAcmeSettings } from '@/lib/certificates/contract';
import { deleteAcmeSettings as remove, putAcmeSettings as put } from '@/lib/certificates/server/acme/acme-settings';

export const PUT = defineRoute(putAcmeSettings, async ({ scope, params, body, audit }) => {
  const { environment, settings } = await put(scope.actor.name, params.environmentId, body);
  audit({ target: environment });
  return settings;
});
export const DELETE = defineRoute(deleteAcmeSettings, async ({ params, audit }) => {
  const { environment, directoryUrl } = await remove(params.environmentId);
  audit({ target: environment, before: { directoryUrl } });
});
