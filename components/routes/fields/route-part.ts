import type { RouteInput } from '@/lib/routes/model/route-draft';
import type { RoutePlace } from './routes-fields';

/** What each group of a route's fields gets. */
export interface RoutePartProps extends RoutePlace {
  route: RouteInput;
  set: (change: Partial<RouteInput>) => void;
  /** `routes[1]` */
  at: string;
}

/** The refusal of one field. */
export const errorAt = ({ errors, at }: Pick<RoutePartProps, 'errors' | 'at'>, field: string): string | undefined => errors[`${at}.${field}`];
/** The first refusal at a field or below it: of a list's second entry, of a header's value. */
export const errorBelow = ({ errors, at }: Pick<RoutePartProps, 'errors' | 'at'>, field: string): string | undefined =>
  Object.entries(errors).find(([path]) => path === `${at}.${field}` || path.startsWith(`${at}.${field}.`) || path.startsWith(`${at}.${field}[`))?.[1];
