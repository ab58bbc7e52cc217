import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { currentUser } from '@/lib/access/server/current-user';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await currentUser();
  if (!me) redirect('/sign-in');
  return <Shell me={me}>{children}</Shell>;
}
