import { PERMISSIONS } from '../platform/endpoint';
import { scopeOf, type Scope } from '../access/model/scope';

/** Somebody who may do everything. */
export const everyPermission = (name: string): Scope =>
  scopeOf({ actor: { kind: 'system', id: name, name }, address: '' }, [{ id: null, role: 'admin', group: '/', permissions: new Set(PERMISSIONS), endsAt: null, team: null }]);
