import { defineRoute } from '@/lib/access/server/define-route';
import { listNames } from '@/lib/names/contract';
import { listNames as list } from '@/lib/names/server/list-names';

export const GET = defineRoute(listNames, ({ scope }) => list(scope));
