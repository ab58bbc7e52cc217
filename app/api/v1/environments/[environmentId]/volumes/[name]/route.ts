import { defineRoute } from '@/lib/access/server/define-route';
import { removeVolume } from '@/lib/volumes/contract';
import { removeVolume as remove } from '@/lib/volumes/server/manage-volumes';

export const DELETE = defineRoute(removeVolume, ({ params }) => remove(params.environmentId, params.name));
