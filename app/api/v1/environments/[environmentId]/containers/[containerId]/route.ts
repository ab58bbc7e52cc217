import { defineRoute } from '@/lib/access/server/define-route';
import { getContainer } from '@/lib/containers/contract';
import { showContainer } from '@/lib/containers/server/show-container';

export const GET = defineRoute(getContainer, ({ params }) => showContainer(params));
