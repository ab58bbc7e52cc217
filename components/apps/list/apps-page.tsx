'use client';
import { defaultFilter } from 'cmdk';
import { Boxes, Folder, Import, Plus, Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo } from 'react';
import { useMay, usePlaces } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { VirtualTable, type Column } from '@/components/ui/virtual-table';
import { WindowHigh } from '@/components/ui/window-high';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import { useApps } from '@/lib/apps/client/use-apps';
import { useMadeGroups } from '@/lib/apps/client/use-groups';
import { countChoices, listRows, type ListRow } from '@/lib/apps/model/filter-apps';
import { groupTree, nameOf } from '@/lib/apps/model/group-tree';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { formatBytes } from '@/lib/platform/model/format';
import { AppStatusBadge, HealthBar } from '../app-status';
import { AppFilters, type FilterName } from './app-filters';
import { GroupActions } from './group-actions';
import { groupHref } from './group-dialogs';

const MIB = 1024 * 1024;
const list = parseAsArrayOf(parseAsString).withDefault([]);
const FILTERS = { g: parseAsString.withDefault('/'), q: parseAsString.withDefault(''), status: list, health: list, environment: list, label: list, sort: parseAsString.withDefault('path') };
const score = (text: string, search: string) => defaultFilter(text, search);

export function AppsPage() {
  const t = useTranslations('apps.list');
  const mayDeploy = useMay('app:deploy');
  const { data: apps, isPending, error, refetch } = useApps();
  const { data: made } = useMadeGroups();
  const [filters, setFilters] = useQueryStates(FILTERS, { history: 'replace' });
  const group = filters.g;
  const search = useDeferredValue(filters.q);
  const rows = useMemo(() => listRows(apps ?? [], made ?? [], { ...filters, group, search }, score), [apps, made, filters, group, search]);
  const choices = useMemo(() => countChoices(apps ?? [], group), [apps, group]);
  const totals = useMemo(() => groupTree(apps ?? [], made ?? []).find(({ path }) => path === group), [apps, made, group]);
  const filtered = filters.q !== '' || (['status', 'health', 'environment', 'label'] as const).some((name) => filters[name].length > 0);
  const columns = useColumns(filtered, group);
  const crumbs = group === '/' ? [] : group.slice(1).split('/');
  return (
    <WindowHigh>
      <PageHeader
        {...(crumbs.length > 0 && { breadcrumbs: [{ href: '/applications', label: t('title') }, ...crumbs.map((label, index) => ({ label, ...(index < crumbs.length - 1 && { href: groupHref(`/${crumbs.slice(0, index + 1).join('/')}`) }) }))] })}
        title={group === '/' ? t('title') : nameOf(group)}
        {...(totals?.description && { description: totals.description })}
        actions={<>{mayDeploy && group === '/' && <SampleButton />}{mayDeploy && <Button asChild><Link href={`/applications/import${group === '/' ? '' : `?group=${encodeURIComponent(group)}`}`} prefetch={false}><Import aria-hidden />{t('import')}</Link></Button>}<GroupActions group={group} totals={totals ?? (group === '/' ? everything(apps ?? []) : undefined)} />{mayDeploy && <Button asChild variant="primary"><Link href={`/applications/new${group === '/' ? '' : `?group=${encodeURIComponent(group)}`}`} prefetch={false}><Plus aria-hidden />{t('new')}</Link></Button>}</>}
      />
      <div className="mb-3"><SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} /></div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {apps && (
        <div className="flex min-h-0 flex-1 flex-col lg:flex-row lg:gap-4">
          {apps.length > 0 && <AppFilters choices={choices} chosen={filters} onChange={(name: FilterName, values) => void setFilters({ [name]: values.length > 0 ? values : null })} />}
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <VirtualTable
            aria-label={t('title')} rows={rows} columns={columns} rowKey={(row) => `${row.kind} ${row.path}`} rowHref={hrefOf} sort={filters.sort} onSortChange={(sort) => void setFilters({ sort })}
            emptyState={<EmptyState icon={<Boxes />} title={filtered ? t('noMatch') : group === '/' ? t('empty') : t('emptyGroup')} description={filtered || group !== '/' ? undefined : t('emptyText')} action={!filtered && group === '/' && mayDeploy && <SampleButton primary />} />}
          />
          </div>
        </div>
      )}
    </WindowHigh>
  );
}

const hrefOf = (row: ListRow) => (row.kind === 'app' ? `/applications/${row.app.id}` : groupHref(row.path));
const everything = (apps: Parameters<typeof groupTree>[0]) => groupTree(apps.map((app) => ({ ...app, path: `/all${app.path}` })), []).find(({ path }) => path === '/all');

/** In a group the name is enough; what was found anywhere below it needs the way there. */
function useColumns(far: boolean, group: string): Column<ListRow>[] {
  const t = useTranslations('apps.list');
  return useMemo(() => {
    const shown = (row: ListRow) => (far ? row.path.slice(group === '/' ? 1 : group.length + 1) || row.path : nameOf(row.path));
    const of = (row: ListRow) => (row.kind === 'app' ? row.app : row.group);
    return [
      { id: 'path', header: t('name'), width: '2fr', sortable: true, cell: (row) => <Link prefetch={false} href={hrefOf(row)} title={row.path} className="flex min-w-0 items-center gap-2 font-medium hover:underline">{row.kind === 'group' && <Folder className="size-4 shrink-0 text-fg-muted" aria-label={t('group')} />}<span className="truncate">{shown(row)}</span></Link> },
      { id: 'status', header: t('status'), width: '6.5rem', sortable: true, cell: (row) => (row.kind === 'app' ? <AppStatusBadge status={row.app.status} /> : <span className="text-xs text-fg-muted">{t('appCount', { count: row.group.apps })}</span>) },
      { id: 'instances', header: t('instances'), width: '7rem', sortable: true, cell: (row) => <span className="flex flex-col gap-1 text-xs tabular-nums">{t('readyOf', { ready: of(row).instances.ready, wanted: of(row).instances.wanted })}<HealthBar segments={of(row).segments} /></span> },
      { id: 'cpus', header: t('cpus'), width: '5rem', sortable: true, align: 'end', hideBelow: 'md', cell: (row) => Number(of(row).cpus.toFixed(2)) },
      { id: 'mem', header: t('memory'), width: '6rem', sortable: true, align: 'end', hideBelow: 'md', cell: (row) => formatBytes(of(row).mem * MIB) },
      { id: 'image', header: t('image'), width: '1.4fr', hideBelow: 'xl', cell: (row) => row.kind === 'app' && <span className="font-mono text-xs" title={row.app.image}>{row.app.image}</span> },
      { id: 'updated', header: t('updated'), width: '7rem', sortable: true, hideBelow: 'xl', cell: (row) => row.kind === 'app' && <RelativeTime at={row.app.updatedAt} /> },
    ];
  }, [t, far, group]);
}

function SampleButton({ primary }: { primary?: boolean }) {
  const t = useTranslations('apps.list');
  const router = useRouter();
  const { data: environments } = useEnvironments();
  const { sample } = useAppActions();
  const [widest] = usePlaces('app:deploy');
  const target = environments?.find((environment) => environment.status.kind === 'up') ?? environments?.[0];
  const deploy = async () => {
    try {
      router.push(`/applications/${(await sample.mutateAsync({ environmentId: target!.id, ...(widest && widest !== '/' && { group: widest }) })).id}`);
    } catch (error) {
      toast.error(error);
    }
  };
  return <Button variant={primary ? 'primary' : 'secondary'} disabled={!target} loading={sample.isPending} onClick={() => void deploy()}>{!sample.isPending && <Sparkles aria-hidden />}{t('sample')}</Button>;
}
