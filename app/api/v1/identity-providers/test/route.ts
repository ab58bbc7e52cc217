import { testProvider } from '@/lib/access/contract';
import { defineRoute } from '@/lib/access/server/define-route';
import { testProvider as test } from '@/lib/access/server/identity/test-provider';

export const POST = defineRoute(testProvider, ({ body }) => test(body));
