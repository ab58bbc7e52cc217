'use client';
import { useTranslations } from 'next-intl';
import { Badge, StatusDot } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { EngineEventRow } from '@/lib/environments/contract';
import { describeEvent } from '@/lib/environments/model/describe-event';
import { eventKey } from '@/lib/environments/model/reduce-inventory';
import { EventSentence } from './event-sentence';

/** A few events in words, each with how often it came. `nameOf` names the environment, where there are several. */
export function EventList({ events, nameOf }: { events: { event: EngineEventRow; count: number }[]; nameOf?: (environmentId: string) => string }) {
  const t = useTranslations('environments.overview');
  return (
    <ul className="divide-y divide-line text-[13px]">
      {events.map(({ event, count }) => (
        <li key={eventKey(event)} className="flex items-baseline gap-2.5 px-4 py-2">
          <StatusDot tone={describeEvent(event).tone} />
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]"><EventSentence event={event} />{count > 1 && <span className="ml-2 inline-flex"><Badge>{t('times', { count })}</Badge></span>}</span>
          <span className="shrink-0 text-right text-xs whitespace-nowrap text-fg-muted">{nameOf && <span className="mr-2 max-sm:hidden">{nameOf(event.environmentId)}</span>}<RelativeTime at={event.at} /></span>
        </li>
      ))}
    </ul>
  );
}
