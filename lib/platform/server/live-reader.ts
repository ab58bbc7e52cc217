import type { Permission } from '../endpoint';
import type { LiveMessage } from './live-bus';

/** What a reader may see: a permission on a place; `/` is the whole console, null what no group owns. */
export type MaySee = (permission: Permission, path: string | null) => boolean;

/**
 * The text of a message as this reader gets it; undefined: it is not for them. Most readers of a small console may see
 * everything, and share one text.
 */
export function textFor({ text, event }: LiveMessage, { maySee, somewhere }: { maySee: MaySee; somewhere: ReadonlySet<Permission> }): string | undefined {
  if (!somewhere.has(event.permission)) return undefined;
  if (event.on === 'somewhere') return text;
  if (event.on !== undefined) return maySee(event.permission, event.on) ? text : undefined;
  if (!event.narrow) return maySee(event.permission, '/') ? text : undefined;
  // Also what belongs to nobody: this reader may see all of it.
  if (maySee(event.permission, '/') && maySee(event.permission, null)) return text;
  const data = event.narrow(maySee);
  return data === undefined ? undefined : JSON.stringify({ kind: event.kind, data });
}
