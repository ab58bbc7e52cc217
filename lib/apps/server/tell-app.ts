import { publishLive } from '@/lib/platform/server/live-bus';

/** Something of this app changed: open screens read it anew. */
export const tellApp = (id: string) => publishLive({ kind: 'app', permission: 'app:view', data: { id }, replaceKey: `app:${id}` });
