import type { Permission } from '@/lib/platform/endpoint';

/** Who acts and what they may do. Only `authenticate` makes one for a request; use cases take it first. */
export interface Scope {
  actor: { kind: 'user' | 'token' | 'system'; id: string; name: string; userId?: string; sessionId?: string };
  permissions: ReadonlySet<Permission>;
  address: string;
}

export const may = (scope: Scope, permission: Permission) => scope.permissions.has(permission);
