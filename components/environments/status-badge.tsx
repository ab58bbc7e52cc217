'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { ClockTime } from '@/components/ui/clock-time';
import type { EnvironmentStatus } from '@/lib/environments/contract';

const TONE: Record<EnvironmentStatus['kind'], Tone> = { connecting: 'info', up: 'success', stale: 'warning', down: 'danger' };

/** How far what is shown of an engine can be trusted: since when it is old, and why. */
export function EnvironmentStatusBadge({ status }: { status: EnvironmentStatus }) {
  const t = useTranslations('environments');
  return (
    <span className="inline-flex flex-wrap items-center gap-2" title={'detail' in status ? status.detail : undefined}>
      <Badge tone={TONE[status.kind]}>{t(`status.${status.kind}`)}</Badge>
      {'since' in status && <span className="text-xs text-fg-muted">{t('overview.since')} <ClockTime at={status.since} seconds={false} /></span>}
    </span>
  );
}
