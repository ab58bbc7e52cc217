'use client';
import { createContext, useContext, type ReactNode } from 'react';
import { isWithin } from '@/lib/access/model/paths';
import type { Permission } from '@/lib/platform/endpoint';

export interface Me {
  id: string;
  email: string;
  name: string;
  role: string;
  /** What is held anywhere. */
  permissions: readonly Permission[];
  /** The same, by group. */
  held: readonly { role: string; group: string; permissions: readonly Permission[] }[];
}

const MeContext = createContext<Me | null>(null);

export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => <MeContext value={me}>{children}</MeContext>;

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of the console');
  return me;
}

/** The groups on which something is held, the widest first. */
export function usePlaces(permission: Permission): string[] {
  const { held } = useMe();
  return [...new Set(held.filter(({ permissions }) => permissions.includes(permission)).map(({ group }) => group))].sort((a, b) => a.length - b.length);
}

/** For hiding what would be refused; the server decides. Without a path: anywhere. `/` is the whole console, null what belongs to no group. */
export function useMay(permission: Permission, path?: string | null): boolean {
  const { permissions, held } = useMe();
  return path === undefined ? permissions.includes(permission) : held.some((one) => one.permissions.includes(permission) && (path === null ? one.role === 'admin' && one.group === '/' : isWithin(one.group, path)));
}
