import type { Permission } from '@/lib/platform/endpoint';

/** Who acts and what they may do. Only `authenticate` makes one for a request; use cases take it first. */
export interface Scope {
  actor: { kind: 'user' | 'token' | 'system'; id: string; name: string; userId?: string; sessionId?: string };
  permissions: ReadonlySet<Permission>;
  address: string;
  /** In which language they are answered; English where nobody asks. */
  locale?: 'en' | 'zh-CN';
}

export const may = (scope: Scope, permission: Permission) => scope.permissions.has(permission);
