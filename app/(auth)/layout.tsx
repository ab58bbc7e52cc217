import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AuthShell } from '@/components/access/auth-shell';

// A one-time token may stand in the address: no page that is opened from here hears of it.
export const metadata: Metadata = { referrer: 'no-referrer', robots: { index: false } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AuthShell>{children}</AuthShell>;
}
