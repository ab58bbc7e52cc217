'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { DeploymentDetailDto } from '@/lib/apps/contract';

const BAD = new Set(['failed', 'paused_by_failure', 'rolling_back', 'trouble']);
const GOOD = new Set(['instance_ready', 'succeeded', 'switched', 'rolled_back', 'step_reached']);

/** What the rollout decided and when, newest last. */
export function DecisionLog({ events }: { events: DeploymentDetailDto['events'] }) {
  const t = useTranslations('apps.deployment');
  const format = useFormatter();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (events.length === 0) return <p className="px-4 py-6 text-center text-sm text-fg-muted">{t('noEvents')}</p>;
  return (
    <ol className="flex flex-col px-4 py-3 text-[13px]" aria-label={t('log')}>
      {events.map((event) => (
        <li key={event.id} className="relative flex gap-3 pb-2 pl-4 before:absolute before:top-[0.45em] before:left-0 before:size-1.5 before:rounded-full before:bg-current">
          <span className={cn('min-w-0 flex-1 [overflow-wrap:anywhere]', BAD.has(event.code) && 'text-danger', GOOD.has(event.code) && 'text-success')}>{event.text}</span>
          <time dateTime={event.at} className="shrink-0 text-xs text-fg-muted tabular-nums">{format.dateTime(new Date(event.at), { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone })}</time>
        </li>
      ))}
    </ol>
  );
}
