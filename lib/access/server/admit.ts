import type { Endpoint } from '@/lib/platform/endpoint';
import { processState } from '@/lib/platform/server/process-state';
import { accessErrors } from '../errors';
import { may, maySee, UNOWNED, type Scope } from '../model/scope';

interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
}
/** The path of the group or app that owns what a request names, or several that share it; null for what belongs to none; `undefined` where there is no such thing. */
export type Located = string | readonly string[] | typeof UNOWNED | undefined;
export type Locator = (input: { params: Record<string, string>; body: unknown }) => Promise<readonly Located[]> | readonly Located[];

/** How to find the owner of what a request names: filled by the slices that know (lib/locators.ts). */
export const locators = () => processState('locators', () => new Map<string, Locator>());

/**
 * Whether the caller may do this to what the request names; answers with where that is. What the caller may not see is
 * refused as what is not there, so that nobody learns of it by asking.
 */
export async function admit(endpoint: Endpoint, scope: Scope, input: Input): Promise<readonly Located[]> {
  const { permission, on = 'console' } = endpoint;
  if (permission === 'public' || permission === 'signed-in' || on === 'somewhere') return [];
  const places = await locate(on, input);
  for (const place of places) {
    // Who holds it on everything is told by the handler that there is no such thing.
    const anyOf = place === undefined ? ['/'] : Array.isArray(place) ? (place as readonly string[]) : [place as string | null];
    if (anyOf.some((one) => may(scope, permission, one))) continue;
    throw place !== undefined && anyOf.some((one) => maySee(scope, one)) ? accessErrors('forbidden', { permission }) : accessErrors('hidden');
  }
  return places;
}

function locate(on: Exclude<Endpoint['on'], undefined | 'somewhere'>, input: Input): Promise<readonly Located[]> | readonly Located[] {
  if (on === 'console') return ['/'];
  if (typeof on === 'object') {
    if ('path' in on) return [on.path];
    const [fields, values] = 'body' in on ? [on.body, input.body] : [on.query, input.query];
    return fields.map((field) => (values as Record<string, string>)[field]);
  }
  const locator = locators().get(on);
  if (!locator) throw new Error(`no locator for ${on}`);
  return locator(input as Parameters<Locator>[0]);
}

/** The app or group that a request concerns, for its audit row; null for the console and for what cannot be found. */
export async function placeOfRequest(endpoint: Endpoint, input: Input): Promise<string | null> {
  const { on = 'console' } = endpoint;
  if (on === 'console' || on === 'somewhere') return null;
  // Of a request that was refused early there is nothing yet to look into.
  const places = await (async () => locate(on, input))().catch(() => []);
  return places.flat().find((place) => typeof place === 'string') ?? null;
}

/** Whether only the body tells where an operation acts. */
export const placedByBody = ({ on }: Endpoint): boolean => on === 'containers' || (typeof on === 'object' && 'body' in on);

/** For use cases that reach beyond what their route names. */
export function requireOn(scope: Scope, permission: Exclude<Endpoint['permission'], 'public' | 'signed-in'>, path: string | null): void {
  if (may(scope, permission, path)) return;
  throw maySee(scope, path) ? accessErrors('forbidden', { permission }) : accessErrors('hidden');
}
