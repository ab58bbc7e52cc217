'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import type { DeploymentDto } from '@/lib/apps/contract';

const TONE: Record<DeploymentDto['status'], Tone> = { running: 'info', paused: 'warning', rollingBack: 'warning', succeeded: 'success', failed: 'danger', cancelled: 'neutral', superseded: 'neutral' };
export const isActive = ({ status }: Pick<DeploymentDto, 'status'>) => status === 'running' || status === 'paused' || status === 'rollingBack';

export function DeploymentStatus({ status }: { status: DeploymentDto['status'] }) {
  const t = useTranslations('apps.page.deploymentStatus');
  return <Badge tone={TONE[status]}>{t(status)}</Badge>;
}

/** `Deploy version 2 → 3`. */
export function DeploymentTitle({ deployment }: { deployment: DeploymentDto }) {
  const t = useTranslations('apps.page');
  const { kind, fromVersion, toVersion } = deployment;
  return <><span className="font-medium">{t(`kinds.${kind}`)}</span> <span className="font-normal text-fg-muted">{fromVersion !== null && fromVersion !== toVersion ? t('fromTo', { from: fromVersion, to: toVersion }) : t('versionNumber', { version: toVersion })}</span></>;
}
