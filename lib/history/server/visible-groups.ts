import { may, placesOf, type Scope } from '@/lib/access/model/scope';

/** The groups whose rows the reader may see; `all` has also those of the console itself. */
export const visibleGroups = (scope: Scope): readonly string[] | 'all' => (may(scope, 'audit:view') ? 'all' : placesOf(scope, 'audit:view'));
