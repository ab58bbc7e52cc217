import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { requireUser } from '@/lib/access/server/require-user';
import { livePosition } from '@/lib/platform/server/live-bus';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  return <Shell me={await requireUser()} livePosition={livePosition()}>{children}</Shell>;
}
