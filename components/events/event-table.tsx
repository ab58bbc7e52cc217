'use client';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { EngineEventRow } from '@/lib/environments/contract';

const toneOf = (event: EngineEventRow): Tone => {
  if (event.action === 'oom' || event.action.includes('unhealthy') || (event.action === 'die' && (event.attributes.exitCode ?? '0') !== '0')) return 'danger';
  return event.action === 'start' || event.action === 'create' ? 'success' : 'neutral';
};

export function EventTable({ events }: { events: EngineEventRow[] }) {
  const t = useTranslations('environments.events');
  return (
    <Table label={t('title')}>
      <THead><Tr><Th>{t('time')}</Th><Th>{t('type')}</Th><Th>{t('action')}</Th><Th>{t('object')}</Th></Tr></THead>
      <TBody>
        {events.map((event) => (
          <Tr key={`${event.environmentId}-${event.seq}`}>
            <Td className="whitespace-nowrap"><RelativeTime at={event.at} /></Td>
            <Td>{event.type}</Td>
            <Td><Badge tone={toneOf(event)}>{event.action}{event.action === 'die' && event.attributes.exitCode ? ` ${event.attributes.exitCode}` : ''}</Badge></Td>
            <Td className="[overflow-wrap:anywhere]">{event.actorName}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
