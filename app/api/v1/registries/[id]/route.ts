import { defineRoute } from '@/lib/access/server/define-route';
import { deleteRegistry, updateRegistry } from '@/lib/registries/contract';
import { deleteRegistry as remove, updateRegistry as update } from '@/lib/registries/server/manage-registries';

export const PUT = defineRoute(updateRegistry, ({ params, body }) => update(params.id, body));
export const DELETE = defineRoute(deleteRegistry, ({ params }) => remove(params.id));
