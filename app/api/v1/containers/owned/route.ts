import { defineRoute } from '@/lib/access/server/define-route';
import { listOwnedContainers } from '@/lib/containers/contract';
import { appsByContainer } from '@/lib/containers/server/app-of-container';

export const GET = defineRoute(listOwnedContainers, async () => ({ owned: Object.fromEntries(appsByContainer()) }));
