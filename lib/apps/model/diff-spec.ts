import type { AppRoute } from '@/lib/proxy/spec';
import { diffRoutes } from './diff-routes';

export interface SpecChange {
  path: string;
  from: string;
  to: string;
}

/** What differs between two specs, leaf by leaf. Values of env are masked: a plan is read over shoulders. */
export function diffSpec(before: unknown, after: unknown, path = ''): SpecChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => diffSpec(before[key], after[key], path ? `${path}.${key}` : key));
  }
  if (path === 'routes' && isRoutes(before) && isRoutes(after)) return diffRoutes(before ?? [], after ?? [], diffSpec);
  const show = (value: unknown) => (value === undefined ? '' : /^env\./.test(path) ? MASK : JSON.stringify(value, masked));
  return [{ path, from: show(before), to: show(after) }];
}

const MASK = '••••••';
const MOST_CONTENT = 200;
/** Lists are told whole: the env of a sidecar in one is masked as well, and the content of a file is cut short. */
function masked(key: string, value: unknown): unknown {
  if (key === 'env' && isObject(value)) return Object.fromEntries(Object.keys(value).map((name) => [name, MASK]));
  return key === 'content' && typeof value === 'string' && value.length > MOST_CONTENT ? `${value.slice(0, MOST_CONTENT)}…` : value;
}

const isRoutes = (value: unknown): value is AppRoute[] | undefined => value === undefined || Array.isArray(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
