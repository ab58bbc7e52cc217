import { defineRoute } from '@/lib/access/server/define-route';
import { testPublisher } from '@/lib/names/contract';
import { testPublisher as test } from '@/lib/names/server/manage-publishers';

export const POST = defineRoute(testPublisher, ({ body }) => test(body));
