import { defineRoute } from '@/lib/access/server/define-route';
import { deleteAcmeSettings, putAcmeSettings } from '@/lib/certificates/contract';
import { deleteAcmeSettings as remove, putAcmeSettings as put } from '@/lib/certificates/server/acme/acme-settings';

export const PUT = defineRoute(putAcmeSettings, ({ scope, params, body }) => put(scope.actor.name, params.environmentId, body));
export const DELETE = defineRoute(deleteAcmeSettings, ({ params }) => remove(params.environmentId));
