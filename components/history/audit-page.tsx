'use client';
import { Download, ScrollText, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates, type inferParserType } from 'nuqs';
import { useDeferredValue, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useAudit, type AuditQuery } from '@/lib/history/client/use-audit';
import { OUTCOMES } from '@/lib/history/model/outcome';
import { buildUrl } from '@/lib/platform/client/call-api';
import { AuditRow } from './audit-row';
import { ChainStateCard } from './chain-state-card';

const FILTERS = { q: parseAsString, outcome: parseAsStringLiteral(OUTCOMES), group: parseAsString, actor: parseAsString, action: parseAsString, target: parseAsString, from: parseAsString, to: parseAsString };
const NOTHING = { q: null, outcome: null, group: null, actor: null, action: null, target: null, from: null, to: null };
const DAY_MS = 86_400_000;

export function AuditPage() {
  const t = useTranslations('history.page');
  const [filters, setFilters] = useQueryStates(FILTERS, { history: 'replace', throttleMs: 150 });
  const deferred = useDeferredValue(filters);
  const query = useMemo(() => toQuery(deferred), [deferred]);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(query);
  const rows = data?.pages.flatMap(({ items }) => items);
  const filtered = Object.values(filters).some(Boolean);
  const exportUrl = (format: 'csv' | 'json') => buildUrl('/api/v1/audit/export', {}, { ...query, format });
  const filterBy = ({ actor, action, target }: AuditQuery) => void setFilters({ ...(actor && { actor }), ...(action && { action }), ...(typeof target === 'string' && { target }) });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={<>{(['csv', 'json'] as const).map((format) => <Button key={format} size="sm" asChild><a href={exportUrl(format)} download><Download aria-hidden />{t(format === 'csv' ? 'exportCsv' : 'exportJson')}</a></Button>)}</>}
      />
      <ChainStateCard />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput value={filters.q ?? ''} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} />
        <Select className="w-36" aria-label={t('outcome')} value={filters.outcome ?? ''} onValueChange={(outcome) => void setFilters({ outcome: (outcome || null) as typeof filters.outcome })} options={[{ value: '', label: t('allOutcomes') }, ...OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))]} />
        <Input className="w-44" aria-label={t('group')} placeholder={t('group')} value={filters.group ?? ''} onChange={(event) => void setFilters({ group: event.target.value || null })} />
        <Input className="w-36" aria-label={t('actor')} placeholder={t('actor')} value={filters.actor ?? ''} onChange={(event) => void setFilters({ actor: event.target.value || null })} />
        <Input className="w-36" type="date" aria-label={t('from')} title={t('from')} value={filters.from ?? ''} onChange={(event) => void setFilters({ from: event.target.value || null })} />
        <Input className="w-36" type="date" aria-label={t('to')} title={t('to')} value={filters.to ?? ''} onChange={(event) => void setFilters({ to: event.target.value || null })} />
        {(['action', 'target'] as const).map((name) => filters[name] && <Button key={name} size="sm" className="max-w-full" aria-label={`${t('remove')}: ${filters[name]}`} onClick={() => void setFilters({ [name]: null })}><span className="truncate">{t(`filteredBy.${name}`, { value: filters[name] })}</span><X aria-hidden /></Button>)}
        {filtered && <Button size="sm" variant="ghost" onClick={() => void setFilters(NOTHING)}>{t('clear')}</Button>}
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!rows && !error && <SkeletonRows />}
      {rows && (rows.length === 0
        ? <EmptyState icon={<ScrollText />} title={t(filtered ? 'noMatch' : 'none')} description={!filtered && t('noneText')} action={filtered && <Button onClick={() => void setFilters(NOTHING)}>{t('clear')}</Button>} />
        : <Card className="overflow-hidden"><ol aria-label={t('list')} className="divide-y divide-line">{rows.map((row) => <AuditRow key={row.id} row={row} onFilter={filterBy} />)}</ol></Card>)}
      {hasNextPage && <Button className="mt-3" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button>}
    </>
  );
}

/** Of what is half typed, or was put into the address by hand, nothing is asked that would be refused. */
function toQuery({ q, outcome, group, actor, action, target, from, to }: inferParserType<typeof FILTERS>): AuditQuery {
  const day = (text: string | null, plusMs = 0) => {
    const time = text ? Date.parse(`${text}T00:00:00`) : NaN;
    return Number.isNaN(time) ? undefined : new Date(time + plusMs).toISOString();
  };
  const [start, end] = [day(from), day(to, DAY_MS)];
  return {
    ...(q && { search: q.slice(0, 200) }), ...(outcome && { outcome }), ...(group && /^\/[\w./-]{0,500}$/.test(group) && { group }),
    ...(actor && { actor }), ...(action && { action }), ...(target && { target }), ...(start && { from: start }), ...(end && { to: end }),
  };
}
