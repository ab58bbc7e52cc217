import { defineRoute } from '@/lib/access/server/define-route';
import { exportApp } from '@/lib/imports/contract';
import { exportApp as write } from '@/lib/imports/server/export-app';

export const GET = defineRoute(exportApp, ({ params, query }) => write(params.appId, query.format));
