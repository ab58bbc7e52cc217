import { defineRoute } from '@/lib/access/server/define-route';
import { listRecordings } from '@/lib/terminal/contract';
import { listTerminalRecordings } from '@/lib/terminal/server/list-recordings';

export const GET = defineRoute(listRecordings, ({ scope, query }) => listTerminalRecordings(scope, query));
