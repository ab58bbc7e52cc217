import { PERMISSIONS } from '../platform/endpoint';
import type { Scope } from '../access/model/scope';

/** Somebody who may do everything. */
export const everyPermission = (name: string): Scope => ({ actor: { kind: 'system', id: name, name }, permissions: new Set(PERMISSIONS), address: '' });
