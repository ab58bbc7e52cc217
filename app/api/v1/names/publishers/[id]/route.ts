import { defineRoute } from '@/lib/access/server/define-route';
import { deletePublisher, updatePublisher } from '@/lib/names/contract';
import { deletePublisher as remove, updatePublisher as update } from '@/lib/names/server/manage-publishers';

export const PUT = defineRoute(updatePublisher, ({ scope, params, body }) => update(scope, params.id, body));
export const DELETE = defineRoute(deletePublisher, ({ params, query }) => remove(params.id, query.forget === 'true'));
