'use client';
import { Activity, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo, useState } from 'react';
import { StatusDot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ClockTime } from '@/components/ui/clock-time';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualTable, type Column } from '@/components/ui/virtual-table';
import { WindowHigh } from '@/components/ui/window-high';
import { useEngineEvents } from '@/lib/environments/client/use-engine-events';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import type { EngineEventRow } from '@/lib/environments/contract';
import { actionOf, describeEvent, matchesEvent } from '@/lib/environments/model/describe-event';
import { eventKey } from '@/lib/environments/model/reduce-inventory';
import { EventSentence } from './event-sentence';

const TYPES = ['container', 'image', 'network', 'volume', 'daemon', 'builder'] as const;
const FILTERS = { q: parseAsString.withDefault(''), type: parseAsString, action: parseAsString, env: parseAsString };

export function EventsPage() {
  const t = useTranslations('environments.events');
  const { data: latest, error, refetch } = useEngineEvents();
  const environments = useEnvironments().data;
  const [filters, setFilters] = useQueryStates(FILTERS, { history: 'replace', throttleMs: 150 });
  /** What is looked at while new events wait. */
  const [held, setHeld] = useState<EngineEventRow[] | null>(null);
  const search = useDeferredValue(filters.q);
  const events = held ?? latest;
  const rows = useMemo(() => events?.filter((event) => matchesEvent(event, { search, environment: filters.env, type: filters.type, action: filters.action })), [events, search, filters.env, filters.type, filters.action]);
  const actions = useMemo(() => [...new Set([...(events ?? []).filter(({ type }) => !filters.type || type === filters.type).map(actionOf), ...(filters.action ? [filters.action] : [])])].sort(), [events, filters.type, filters.action]);
  const nameOf = useMemo(() => (environments && environments.length > 1 ? new Map(environments.map(({ id, name }) => [id, name])) : undefined), [environments]);
  const columns = useColumns(nameOf);
  const filtered = Object.values(filters).some(Boolean);
  const clear = () => void setFilters({ q: null, type: null, action: null, env: null });
  const heldKeys = useMemo(() => held && new Set(held.map(eventKey)), [held]);
  const waiting = heldKeys && latest ? latest.filter((event) => !heldKeys.has(eventKey(event))).length : 0;
  return (
    <WindowHigh>
      <PageHeader
        title={t('title')}
        badge={events && rows && <span className="text-sm text-fg-muted tabular-nums">{filtered ? t('count', { shown: rows.length, total: events.length }) : events.length}</span>}
        actions={<Button aria-pressed={held !== null} disabled={!latest} onClick={() => setHeld(held ? null : (latest ?? null))}>{held ? <Play aria-hidden /> : <Pause aria-hidden />}{held ? (waiting > 0 ? t('resumeWith', { count: waiting }) : t('resume')) : t('pause')}</Button>}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} />
        <Select className="w-36" aria-label={t('type')} value={filters.type ?? ''} onValueChange={(type) => void setFilters({ type: type || null, action: null })} options={[{ value: '', label: t('allTypes') }, ...TYPES.map((value) => ({ value, label: t(`types.${value}`) }))]} />
        <Select className="w-40" aria-label={t('action')} value={filters.action ?? ''} onValueChange={(action) => void setFilters({ action: action || null })} options={[{ value: '', label: t('allActions') }, ...actions.map((value) => ({ value, label: value }))]} />
        {nameOf && <Select className="w-44" aria-label={t('environment')} value={filters.env ?? ''} onValueChange={(env) => void setFilters({ env: env || null })} options={[{ value: '', label: t('allEnvironments') }, ...[...nameOf].map(([value, label]) => ({ value, label }))]} />}
        {filtered && <Button size="sm" variant="ghost" onClick={clear}>{t('clear')}</Button>}
      </div>
      <p role="status" className="sr-only">{held ? t('paused') : ''}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!rows && !error && <SkeletonRows />}
      {events && rows && (
        <VirtualTable
          aria-label={t('title')}
          rows={rows}
          columns={columns}
          rowKey={eventKey}
          emptyState={
            filtered && events.length > 0 ? (
              <EmptyState icon={<Activity />} title={t('noMatch')} description={t('noMatchText', { count: events.length })} action={<Button onClick={clear}>{t('clear')}</Button>} />
            ) : (
              <EmptyState icon={<Activity />} title={t('empty')} description={t('emptyText')} />
            )
          }
        />
      )}
    </WindowHigh>
  );
}

function useColumns(nameOf: ReadonlyMap<string, string> | undefined): Column<EngineEventRow>[] {
  const t = useTranslations('environments.events');
  return useMemo(
    () => [
      { id: 'time', header: t('time'), width: '8rem', cell: (event) => <ClockTime at={event.at} /> },
      { id: 'ago', header: '', width: '6.5rem', hideBelow: 'lg', cell: (event) => <span className="text-fg-muted"><RelativeTime at={event.at} /></span> },
      { id: 'event', header: t('event'), width: '4fr', cell: (event) => <span className="flex min-w-0 items-center gap-2.5"><StatusDot tone={describeEvent(event).tone} /><span className="truncate"><EventSentence event={event} /></span></span> },
      { id: 'type', header: t('type'), width: '6.5rem', hideBelow: 'md', cell: (event) => <span className="text-fg-muted">{isType(event.type) ? t(`types.${event.type}`) : event.type}</span> },
      { id: 'action', header: t('action'), width: '1.2fr', hideBelow: 'md', cell: (event) => <code className="text-xs text-fg-muted">{event.action}</code> },
      ...(nameOf ? [{ id: 'environment', header: t('environment'), width: '8rem', hideBelow: 'sm' as const, cell: (event: EngineEventRow) => nameOf.get(event.environmentId) ?? '' }] : []),
    ],
    [t, nameOf],
  );
}

const isType = (type: string): type is (typeof TYPES)[number] => (TYPES as readonly string[]).includes(type);
