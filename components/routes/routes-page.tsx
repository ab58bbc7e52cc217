'use client';
import { Plus, Signpost } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo, useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualTable } from '@/components/ui/virtual-table';
import { WindowHigh } from '@/components/ui/window-high';
import { useRoutes } from '@/lib/routes/client/use-routes';
import type { RouteDto } from '@/lib/routes/contract';
import { filterRoutes, ROUTE_STATES } from '@/lib/routes/model/filter-routes';
import { InstanceLegend } from './instance-dots';
import { NewRouteDialog } from './new-route-dialog';
import { ProxyBanners } from './proxy-banners';
import { routeHref } from './route-address';
import { useRoutesColumns } from './use-routes-columns';

/** What is down stands first, unless somebody sorts otherwise. */
const FILTERS = { q: parseAsString.withDefault(''), state: parseAsStringLiteral(ROUTE_STATES), env: parseAsString, sort: parseAsString.withDefault('state') };
const ON_PHONE = 'max-sm:min-w-28 max-sm:flex-1';
const rowKey = ({ id }: RouteDto) => id;

export function RoutesPage() {
  const t = useTranslations('routes');
  const mayDeploy = useMay('app:deploy');
  const { data, isPending, error, refetch } = useRoutes();
  const [filters, setFilters] = useQueryStates(FILTERS, { history: 'replace', throttleMs: 150 });
  const [adding, setAdding] = useState(false);
  const search = useDeferredValue(filters.q);
  const rows = useMemo(() => filterRoutes(data?.items ?? [], { search, state: filters.state, environment: filters.env, sort: filters.sort }), [data?.items, search, filters.state, filters.env, filters.sort]);
  const environments = useMemo(() => [...new Map((data?.items ?? []).map(({ environmentId, environment }) => [environmentId, environment]))], [data?.items]);
  const columns = useRoutesColumns(environments.length > 1);
  const filtered = filters.q !== '' || filters.state !== null || filters.env !== null;
  const clear = () => void setFilters({ q: null, state: null, env: null });
  const add = mayDeploy && <Button variant="primary" onClick={() => setAdding(true)}><Plus aria-hidden />{t('list.new')}</Button>;
  return (
    <WindowHigh>
      <PageHeader title={t('list.title')} badge={data && <span className="text-sm text-fg-muted tabular-nums">{filtered ? t('list.filtered', { shown: rows.length, total: data.items.length }) : t('list.count', { shown: data.items.length })}</span>} actions={add} />
      <ProxyBanners proxies={data?.proxies ?? []} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('list.search')} />
        <Select className={`w-40 ${ON_PHONE}`} aria-label={t('list.state')} value={filters.state ?? ''} onValueChange={(state) => void setFilters({ state: (state || null) as typeof filters.state })} options={[{ value: '', label: t('list.allStates') }, ...ROUTE_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} />
        {(environments.length > 1 || filters.env) && <Select className={`w-44 ${ON_PHONE}`} aria-label={t('list.environment')} value={filters.env ?? ''} onValueChange={(env) => void setFilters({ env: env || null })} options={[{ value: '', label: t('list.allEnvironments') }, ...environments.map(([value, label]) => ({ value, label }))]} />}
        {filtered && <Button size="sm" variant="ghost" onClick={clear}>{t('list.clear')}</Button>}
        {rows.length > 0 && <span className="ml-auto max-lg:hidden"><InstanceLegend /></span>}
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={10} />}
      {data && (
        <VirtualTable
          aria-label={t('list.title')} rows={rows} columns={columns} rowKey={rowKey} rowHref={routeHref} sort={filters.sort} onSortChange={(sort) => void setFilters({ sort })}
          emptyState={filtered
            ? <EmptyState icon={<Signpost />} title={t('list.noMatch')} description={t('list.noMatchText')} action={<Button onClick={clear}>{t('list.clear')}</Button>} />
            : <EmptyState icon={<Signpost />} title={t('list.empty')} description={mayDeploy ? t('list.emptyText') : t('list.emptyTextView')} action={add} />}
        />
      )}
      {adding && <NewRouteDialog onClose={() => setAdding(false)} />}
    </WindowHigh>
  );
}
