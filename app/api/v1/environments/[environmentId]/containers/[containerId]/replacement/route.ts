import { defineRoute } from '@/lib/access/server/define-route';
import { getReplacement } from '@/lib/containers/contract';
import { showReplacement } from '@/lib/containers/server/replace-container';

export const GET = defineRoute(getReplacement, async ({ params }) => ({ replacement: await showReplacement(params) }));
