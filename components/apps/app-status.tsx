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

/** One segment a state, as wide as its share of the wanted instances. */
export function HealthBar({ instances }: { instances: AppDto['instances'] }) {
  const t = useTranslations('apps.list');
  const unscheduled = Math.max(0, instances.wanted - instances.total);
  const parts: [number, string][] = [[instances.ready, 'bg-success'], [instances.starting, 'bg-info'], [instances.failed, 'bg-danger'], [unscheduled, 'bg-line']];
  const label = t('healthBar', { ready: instances.ready, starting: instances.starting, failed: instances.failed, unscheduled });
  return (
    <span role="img" aria-label={label} title={label} className="flex h-1.5 w-full overflow-hidden rounded-full bg-muted">
      {parts.map(([count, tone]) => count > 0 && <span key={tone} className={cn('h-full', tone)} style={{ flexGrow: count }} />)}
    </span>
  );
}
