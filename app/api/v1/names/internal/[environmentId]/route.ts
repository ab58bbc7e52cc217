import { defineRoute } from '@/lib/access/server/define-route';
import { setInternalNames } from '@/lib/names/contract';
import { setInternalNames as set } from '@/lib/names/server/internal-names';

export const PUT = defineRoute(setInternalNames, ({ scope, params, body }) => set(scope, params.environmentId, body.enabled));
