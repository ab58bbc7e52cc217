import { defineRoute } from '@/lib/access/server/define-route';
import { getRecording } from '@/lib/terminal/contract';
import { readRecording } from '@/lib/terminal/server/list-recordings';

export const GET = defineRoute(getRecording, ({ scope, params }) => readRecording(scope, params.id));
