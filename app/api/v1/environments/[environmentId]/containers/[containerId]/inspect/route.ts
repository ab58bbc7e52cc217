import { defineRoute } from '@/lib/access/server/define-route';
import { inspectContainer } from '@/lib/containers/contract';
import { showInspect } from '@/lib/containers/server/show-container';

export const GET = defineRoute(inspectContainer, ({ params }) => showInspect(params));
