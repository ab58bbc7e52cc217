import { defineRoute } from '@/lib/access/server/define-route';
import { commitContainer } from '@/lib/containers/contract';
import { commitContainer as commit } from '@/lib/containers/server/commit-container';

export const POST = defineRoute(commitContainer, ({ params, body }) => commit(params, body));
