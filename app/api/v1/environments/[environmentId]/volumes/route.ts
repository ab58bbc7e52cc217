import { defineRoute } from '@/lib/access/server/define-route';
import { createVolume } from '@/lib/volumes/contract';
import { createVolume as create } from '@/lib/volumes/server/manage-volumes';

export const POST = defineRoute(createVolume, ({ params, body }) => create(params.environmentId, body));
