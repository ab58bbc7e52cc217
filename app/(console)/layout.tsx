import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { requireUser } from '@/lib/access/server/require-user';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  return <Shell me={await requireUser()}>{children}</Shell>;
}
