'use client';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import type { DeploymentDto } from '@/lib/apps/contract';
import { DeploymentActions } from './deployment-actions';
import { DeploymentStatus, DeploymentTitle } from './deployment-status';

/** `offersUndo`: the newest of one app can be rolled back from here. */
export function DeploymentList({ deployments, showPath, offersUndo }: { deployments: DeploymentDto[]; showPath?: boolean; offersUndo?: boolean }) {
  return (
    <ol className="divide-y divide-line text-sm">
      {deployments.map((deployment, index) => (
        <li key={deployment.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <DeploymentStatus status={deployment.status} />
          <Link prefetch={false} href={`/deployments/${deployment.id}`} className="min-w-0 [overflow-wrap:anywhere] hover:underline">{showPath && <span className="font-medium">{deployment.path} </span>}<DeploymentTitle deployment={deployment} /></Link>
          {offersUndo && index === 0 && <DeploymentActions deployment={deployment} />}
          <span className="ml-auto text-xs text-fg-muted">{deployment.createdBy} · <RelativeTime at={deployment.createdAt} /></span>
          {deployment.message && <p className="w-full text-[13px] text-fg-muted [overflow-wrap:anywhere]">{deployment.message}</p>}
          {deployment.reason && <p className="w-full text-[13px] text-danger [overflow-wrap:anywhere]">{deployment.reason.detail}</p>}
        </li>
      ))}
    </ol>
  );
}
