'use client';
import { createContext, useContext, type ReactNode } from 'react';
import type { Permission } from '@/lib/platform/endpoint';

export interface Me {
  id: string;
  email: string;
  name: string;
  role: string;
  permissions: readonly Permission[];
}

const MeContext = createContext<Me | null>(null);

export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => <MeContext value={me}>{children}</MeContext>;

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of the console');
  return me;
}

/** For hiding what would be refused; the server decides. */
export const useMay = (permission: Permission) => useMe().permissions.includes(permission);
