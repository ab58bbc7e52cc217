import { publishLive } from '@/lib/platform/server/live-bus';
import { forgetApps } from './apps-cache';

/** Something of this app changed: open screens read it anew. */
export function tellApp(id: string, path: string): void {
  forgetApps();
  publishLive({ kind: 'app', permission: 'app:view', data: { id }, on: path, replaceKey: `app:${id}` });
}
