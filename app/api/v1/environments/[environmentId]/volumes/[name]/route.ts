import { defineRoute } from '@/lib/access/server/define-route';
import { getVolume } from '@/lib/volumes/contract';
import { getVolume as get } from '@/lib/volumes/server/manage-volumes';

export const GET = defineRoute(getVolume, ({ params }) => get(params.environmentId, params.name));
