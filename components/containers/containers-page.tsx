'use client';
import { Box, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo, useState } from 'react';
import { StaleMark } from '@/components/environments/stale-mark';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualTable, type Column } from '@/components/ui/virtual-table';
import { WindowHigh } from '@/components/ui/window-high';
import { rowKey } from '@/lib/environments/client/use-inventory';
import { filterContainers, HEALTHS, projectOf, STATES } from '@/lib/containers/model/filter-containers';
import { useContainers, type ListedContainer } from '@/lib/containers/client/use-containers';
import { ActionBar } from './action-bar';
import { HealthBadge, StateBadge } from './container-state';
import { Addresses, ImageName, NameCell } from './list-cells';
import { CpuCell, MemoryCell } from './metric-cells';
import { PortLinks } from './port-links';

const FILTERS = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(STATES),
  health: parseAsStringLiteral(HEALTHS),
  env: parseAsString,
  project: parseAsString,
  sort: parseAsString.withDefault('name'),
};

/** Three side by side. */
const ON_PHONE = 'max-sm:min-w-28 max-sm:flex-1 max-sm:[&_select]:pr-6 max-sm:[&_select]:pl-2.5 max-sm:[&>svg]:right-1.5';

export function ContainersPage() {
  const t = useTranslations('containers');
  const mayOperate = useMay('container:operate');
  const { data, isPending, error, refetch } = useContainers();
  const [filters, setFilters] = useQueryStates(FILTERS, { history: 'replace', throttleMs: 150 });
  const [selected, setSelected] = useState<Set<string>>(new Set());
  const search = useDeferredValue(filters.q);
  const rows = useMemo(() => filterContainers(data ?? [], { search, state: filters.state, health: filters.health, environment: filters.env, project: filters.project, sort: filters.sort }), [data, search, filters.state, filters.health, filters.env, filters.project, filters.sort]);
  const columns = useColumns({ apps: (data ?? []).some(({ app }) => app), hosts: new Set((data ?? []).map(({ host }) => host)).size > 1 });
  const mayManage = useMay('container:manage');
  const environments = useMemo(() => [...new Map((data ?? []).map((row) => [row.environmentId, row.host])).entries()], [data]);
  const projects = useMemo(() => [...new Set((data ?? []).map(projectOf).filter((name) => name !== undefined))].sort(), [data]);
  const chosen = useMemo(() => rows.filter((row) => selected.has(rowKey(row))), [rows, selected]);
  const filtered = filters.q !== '' || filters.state !== null || filters.health !== null || filters.env !== null || filters.project !== null;
  const clear = () => void setFilters({ q: null, state: null, health: null, env: null, project: null });

  return (
    <WindowHigh>
      <PageHeader
        title={t('list.title')}
        badge={data && <span className="text-sm text-fg-muted tabular-nums">{filtered ? t('list.filtered', { shown: rows.length, total: data.length }) : t('list.count', { shown: data.length })}</span>}
        actions={mayManage && <Button asChild variant="primary"><Link href="/containers/new" prefetch={false}><Plus aria-hidden /><span className="max-sm:sr-only">{t('list.new')}</span></Link></Button>}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('list.search')} />
        <Select className={cn('w-36', ON_PHONE)} aria-label={t('list.state')} value={filters.state ?? ''} onValueChange={(state) => void setFilters({ state: (state || null) as typeof filters.state })} options={[{ value: '', label: t('list.allStates') }, ...STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} />
        <Select className={cn('w-36', ON_PHONE)} aria-label={t('list.health')} value={filters.health ?? ''} onValueChange={(health) => void setFilters({ health: (health || null) as typeof filters.health })} options={[{ value: '', label: t('list.allHealth') }, ...HEALTHS.map((value) => ({ value, label: t(`healths.${value}`) }))]} />
        {environments.length > 1 && <Select className={cn('w-40', ON_PHONE)} aria-label={t('list.environment')} value={filters.env ?? ''} onValueChange={(env) => void setFilters({ env: env || null })} options={[{ value: '', label: t('list.allEnvironments') }, ...environments.map(([value, label]) => ({ value, label }))]} />}
        {projects.length > 0 && <Select className={cn('w-40', ON_PHONE)} aria-label={t('list.project')} value={filters.project ?? ''} onValueChange={(project) => void setFilters({ project: project || null })} options={[{ value: '', label: t('list.allProjects') }, ...projects.map((value) => ({ value, label: value }))]} />}
        {filtered && <Button size="sm" variant="ghost" onClick={clear}>{t('list.clear')}</Button>}
      </div>
      {mayOperate && chosen.length > 0 && <ActionBar rows={chosen} onDone={() => setSelected(new Set())} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={10} />}
      {data && (
        <VirtualTable
          aria-label={t('list.title')}
          rows={rows}
          columns={columns}
          rowKey={rowKey}
          rowHref={(row) => `/containers/${row.environmentId}/${row.id}`}
          {...(mayOperate && { selected, onSelectedChange: setSelected })}
          sort={filters.sort}
          onSortChange={(sort) => void setFilters({ sort })}
          emptyState={
            filtered ? (
              <EmptyState icon={<Box />} title={t('list.noMatch')} description={t('list.noMatchText')} action={<Button onClick={clear}>{t('list.clear')}</Button>} />
            ) : (
              <EmptyState icon={<Box />} title={t('list.empty')} description={t('list.emptyText')} action={<Button asChild variant="primary"><Link href="/applications/new" prefetch={false}>{t('list.deploy')}</Link></Button>} />
            )
          }
        />
      )}
    </WindowHigh>
  );
}

/** A column in which every row says the same is left out. */
function useColumns({ apps, hosts }: { apps: boolean; hosts: boolean }): Column<ListedContainer>[] {
  const t = useTranslations('containers.list');
  return useMemo(
    () => ([
      { id: 'name', header: t('name'), width: '2fr', sortable: true, cell: (row) => <><StaleMark environmentId={row.environmentId} /><NameCell row={row} /></> },
      { id: 'state', header: t('state'), width: '6.75rem', sortable: true, cell: (row) => <StateBadge row={row} /> },
      { id: 'health', header: t('health'), width: '6rem', sortable: true, hideBelow: 'sm', cell: (row) => <HealthBadge health={row.health} /> },
      { id: 'app', header: t('app'), width: '1.2fr', sortable: true, hideBelow: 'xl', cell: (row) => (row.app ? <Link prefetch={false} className="text-accent hover:underline" href={`/applications/${row.app.id}`}>{row.app.path}</Link> : <span className="text-fg-muted">—</span>) },
      { id: 'image', header: t('image'), width: '1.5fr', sortable: true, hideBelow: 'sm', cell: (row) => <ImageName image={row.image} /> },
      { id: 'cpu', header: t('cpu'), width: '4.5rem', align: 'end', hideBelow: 'md', cell: (row) => <CpuCell containerId={row.id} /> },
      { id: 'memory', header: t('memory'), width: '8.75rem', align: 'end', hideBelow: 'md', cell: (row) => <MemoryCell containerId={row.id} /> },
      { id: 'ports', header: t('ports'), width: '7.5rem', hideBelow: 'lg', cell: (row) => <PortLinks ports={row.ports} most={1} /> },
      { id: 'addresses', header: t('addresses'), width: '6.75rem', hideBelow: apps || hosts ? '2xl' : 'xl', cell: (row) => <Addresses addresses={row.addresses} /> },
      { id: 'host', header: t('host'), width: '6rem', sortable: true, hideBelow: 'xl', cell: (row) => row.host },
      { id: 'created', header: t('created'), width: '6.5rem', sortable: true, hideBelow: 'md', cell: (row) => <RelativeTime at={row.createdAt} /> },
    ] satisfies Column<ListedContainer>[]).filter(({ id }) => (id !== 'app' || apps) && (id !== 'host' || hosts)),
    [t, apps, hosts],
  );
}
