'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { DeploymentDto } from '@/lib/apps/contract';

const TONE: Record<DeploymentDto['status'], Tone> = { running: 'info', paused: 'warning', rollingBack: 'warning', succeeded: 'success', failed: 'danger', cancelled: 'neutral', superseded: 'neutral' };

export function DeploymentList({ deployments }: { deployments: DeploymentDto[] }) {
  const t = useTranslations('apps.page');
  return (
    <ol className="divide-y divide-line text-sm">
      {deployments.map((deployment) => (
        <li key={deployment.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5">
          <Badge tone={TONE[deployment.status]}>{t(`deploymentStatus.${deployment.status}`)}</Badge>
          <span className="font-medium">{t(`kinds.${deployment.kind}`)}</span>
          <span className="text-fg-muted">{deployment.fromVersion !== null && deployment.fromVersion !== deployment.toVersion ? t('fromTo', { from: deployment.fromVersion, to: deployment.toVersion }) : t('versionNumber', { version: deployment.toVersion })}</span>
          <span className="ml-auto text-xs text-fg-muted">{deployment.createdBy} · <RelativeTime at={deployment.createdAt} /></span>
          {deployment.reason && <p className="w-full text-[13px] text-danger [overflow-wrap:anywhere]">{deployment.reason.detail}</p>}
        </li>
      ))}
    </ol>
  );
}
