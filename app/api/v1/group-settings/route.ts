import { defineRoute } from '@/lib/access/server/define-route';
import { getSettings } from '@/lib/groups/contract';
import { getSettings as get } from '@/lib/groups/server/settings';

export const GET = defineRoute(getSettings, ({ query }) => get(query.group));
