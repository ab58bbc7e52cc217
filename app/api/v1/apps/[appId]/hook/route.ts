import { defineRoute } from '@/lib/access/server/define-route';
import { createHook, deleteHook, getHook } from '@/lib/ci/contract';
import { createHook as create, deleteHook as remove, getHook as get } from '@/lib/ci/server/hooks';

export const GET = defineRoute(getHook, ({ params }) => get(params.appId));
export const POST = defineRoute(createHook, ({ params }) => create(params.appId));
export const DELETE = defineRoute(deleteHook, ({ params }) => remove(params.appId));
