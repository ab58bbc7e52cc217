'use client';
import { Activity, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useEngineEvents } from '@/lib/environments/client/use-engine-events';
import { EventTable } from './event-table';

const TYPES = ['container', 'image', 'network', 'volume', 'daemon'];

export function EventsPage() {
  const t = useTranslations('environments.events');
  const [paused, setPaused] = useState(false);
  const [filters, setFilters] = useQueryStates({ q: parseAsString.withDefault(''), type: parseAsString }, { history: 'replace' });
  const { data, error, refetch } = useEngineEvents();
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = data?.filter((event) => (!filters.type || event.type === filters.type) && words.every((word) => `${event.type} ${event.action} ${event.actorName} ${event.actorId}`.toLowerCase().includes(word)));
  return (
    <>
      <PageHeader title={t('title')} actions={<Button onClick={() => setPaused(!paused)}>{paused ? <Play aria-hidden /> : <Pause aria-hidden />}{paused ? t('resume') : t('pause')}</Button>} />
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} />
        <Select className="w-36" aria-label={t('type')} value={filters.type ?? ''} onValueChange={(type) => void setFilters({ type: type || null })} options={[{ value: '', label: t('allTypes') }, ...TYPES.map((value) => ({ value, label: value }))]} />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!rows && !error && <SkeletonRows />}
      {rows && <Card>{rows.length === 0 ? <EmptyState icon={<Activity />} title={t('empty')} description={t('emptyText')} /> : <EventTable events={rows} />}</Card>}
    </>
  );
}
