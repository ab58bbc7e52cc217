import { may } from '@/lib/access/model/scope';
import { defineRoute } from '@/lib/access/server/define-route';
import { listOwnedContainers } from '@/lib/containers/contract';
import { appsByContainer } from '@/lib/environments/server/app-of-container';

export const GET = defineRoute(listOwnedContainers, async ({ scope }) => ({ owned: Object.fromEntries([...appsByContainer()].filter(([, { path }]) => may(scope, 'container:view', path))) }));
