'use client';
import { Boxes, Plus, Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { VirtualTable, type Column } from '@/components/ui/virtual-table';
import { WindowHigh } from '@/components/ui/window-high';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import { useApps } from '@/lib/apps/client/use-apps';
import type { AppDto } from '@/lib/apps/contract';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { formatBytes } from '@/lib/platform/model/format';
import { AppStatusBadge, HealthBar } from './app-status';

const MIB = 1024 * 1024;
const STATUSES = ['running', 'deploying', 'waiting', 'degraded', 'failed', 'suspended'] as const;
const collator = new Intl.Collator('en', { numeric: true });
const KEYS: Record<string, (app: AppDto) => string | number> = { path: (app) => app.path, status: (app) => app.status, image: (app) => app.image, cpus: (app) => app.cpus, mem: (app) => app.mem, updated: (app) => app.updatedAt };

export function AppsPage() {
  const t = useTranslations('apps.list');
  const statusText = useTranslations('apps.status');
  const mayDeploy = useMay('app:deploy');
  const { data, isPending, error, refetch } = useApps();
  const [filters, setFilters] = useQueryStates({ q: parseAsString.withDefault(''), status: parseAsString, sort: parseAsString.withDefault('path') }, { history: 'replace' });
  const rows = useMemo(() => {
    const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
    const key = KEYS[filters.sort.replace(/^-/, '')] ?? KEYS.path!;
    const sign = filters.sort.startsWith('-') ? -1 : 1;
    return (data ?? [])
      .filter((app) => (!filters.status || app.status === filters.status) && words.every((word) => `${app.path} ${app.image}`.toLowerCase().includes(word)))
      .sort((a, b) => { const [x, y] = [key(a), key(b)]; return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y))); });
  }, [data, filters]);
  const columns = useMemo<Column<AppDto>[]>(
    () => [
      { id: 'path', header: t('path'), width: '2fr', sortable: true, cell: (app) => <Link prefetch={false} href={`/applications/${app.id}`} className="font-medium hover:underline">{app.path}</Link> },
      { id: 'status', header: t('status'), width: '7rem', sortable: true, cell: (app) => <AppStatusBadge status={app.status} /> },
      { id: 'instances', header: t('instances'), width: '8rem', cell: (app) => <span className="flex flex-col gap-1 text-xs tabular-nums">{t('readyOf', { ready: app.instances.ready, wanted: app.instances.wanted })}<HealthBar instances={app.instances} /></span> },
      { id: 'cpus', header: t('cpus'), width: '5rem', sortable: true, align: 'end', hideBelow: 'md', cell: (app) => Number(app.cpus.toFixed(2)) },
      { id: 'mem', header: t('memory'), width: '6rem', sortable: true, align: 'end', hideBelow: 'md', cell: (app) => formatBytes(app.mem * MIB) },
      { id: 'image', header: t('image'), width: '1.4fr', sortable: true, hideBelow: 'md', cell: (app) => <span className="font-mono text-xs" title={app.image}>{app.image}</span> },
      { id: 'environment', header: t('environment'), width: '8rem', hideBelow: 'lg', cell: (app) => app.environment },
      { id: 'updated', header: t('updated'), width: '7rem', sortable: true, hideBelow: 'lg', cell: (app) => <RelativeTime at={app.updatedAt} /> },
    ],
    [t],
  );
  const filtered = filters.q !== '' || filters.status !== null;
  return (
    <WindowHigh>
      <PageHeader title={t('title')} actions={mayDeploy && <><SampleButton /><Button asChild variant="primary"><Link href="/applications/new" prefetch={false}><Plus aria-hidden />{t('new')}</Link></Button></>} />
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} />
        <Select className="w-40" aria-label={t('status')} value={filters.status ?? ''} onValueChange={(status) => void setFilters({ status: status || null })} options={[{ value: '', label: t('allStatuses') }, ...STATUSES.map((value) => ({ value, label: statusText(value) }))]} />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {data && (
        <VirtualTable
          aria-label={t('title')} rows={rows} columns={columns} rowKey={(app) => app.id} rowHref={(app) => `/applications/${app.id}`} sort={filters.sort} onSortChange={(sort) => void setFilters({ sort })}
          emptyState={<EmptyState icon={<Boxes />} title={filtered ? t('noMatch') : t('empty')} description={filtered ? undefined : t('emptyText')} action={!filtered && mayDeploy && <SampleButton primary />} />}
        />
      )}
    </WindowHigh>
  );
}

function SampleButton({ primary }: { primary?: boolean }) {
  const t = useTranslations('apps.list');
  const router = useRouter();
  const { data: environments } = useEnvironments();
  const { sample } = useAppActions();
  const target = environments?.find((environment) => environment.status.kind === 'up') ?? environments?.[0];
  const deploy = async () => {
    try {
      router.push(`/applications/${(await sample.mutateAsync(target!.id)).id}`);
    } catch (error) {
      toast.error(error);
    }
  };
  return <Button variant={primary ? 'primary' : 'secondary'} disabled={!target} loading={sample.isPending} onClick={() => void deploy()}>{!sample.isPending && <Sparkles aria-hidden />}{t('sample')}</Button>;
}
