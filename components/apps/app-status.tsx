'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { AppDto } from '@/lib/apps/contract';

const TONE: Record<AppDto['status'], Tone> = { running: 'success', deploying: 'info', waiting: 'warning', delayed: 'warning', recovering: 'info', degraded: 'warning', failed: 'danger', suspended: 'neutral', destroying: 'neutral' };

export function AppStatusBadge({ status }: { status: AppDto['status'] }) {
  const t = useTranslations('apps.status');
  return <Badge tone={TONE[status]}>{t(status)}</Badge>;
}

const SEGMENTS = [['healthy', 'bg-success'], ['unknown', 'bg-success/50'], ['staged', 'bg-info'], ['unhealthy', 'bg-danger'], ['overCapacity', 'bg-warning'], ['unscheduled', 'bg-line']] as const;

/** One segment a state, as wide as its share. */
export function HealthBar({ segments }: { segments: AppDto['segments'] }) {
  const t = useTranslations('apps.list');
  const label = SEGMENTS.filter(([name]) => segments[name] > 0).map(([name]) => t(`segments.${name}`, { count: segments[name] })).join(', ') || t('segments.nothing');
  return (
    <span role="img" aria-label={label} title={label} className="flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-muted">
      {SEGMENTS.map(([name, tone]) => segments[name] > 0 && <span key={name} className={cn('h-full', tone)} style={{ flexGrow: segments[name] }} />)}
    </span>
  );
}
