import { defineRoute } from '@/lib/access/server/define-route';
import { getSpec } from '@/lib/containers/contract';
import { showSpec } from '@/lib/containers/server/show-container';

export const GET = defineRoute(getSpec, ({ params }) => showSpec(params));
