'use client';
import { useTranslations } from 'next-intl';
import { Trash2 } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { StaleMark } from '@/components/environments/stale-mark';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualTable, type Column } from '@/components/ui/virtual-table';
import { WindowHigh } from '@/components/ui/window-high';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { rowKey, useInventory } from '@/lib/environments/client/use-inventory';
import type { InventoryKind, InventoryRows } from '@/lib/environments/contract';
import { RemoveDialog, type RemovableItem, type RemoveItems } from './remove-dialog';

export interface ResourceColumn<Row> extends Column<Row> {
  sortBy?: (row: Row) => string | number;
}

interface ResourcePageProps<K extends InventoryKind> {
  kind: K;
  slice: 'images' | 'volumes' | 'networks';
  icon: ReactNode;
  columns: ResourceColumn<InventoryRows[K]>[];
  textOf: (row: InventoryRows[K]) => string;
  actions?: ReactNode;
  rowHref?: (row: InventoryRows[K]) => string;
  emptyText?: string;
  /** What `use` filters by, with the texts of its choices. */
  useFilter: { options: { value: string; label: string }[]; isOf: (row: InventoryRows[K], use: string) => boolean };
  /** Lets many be removed at once. */
  removal?: { itemOf: (row: InventoryRows[K]) => RemovableItem; onRemove: RemoveItems; offersForce?: boolean };
}

const collator = new Intl.Collator('en', { numeric: true });

/** A live list of one kind of thing over all engines, with search and sort in the address. */
export function ResourcePage<K extends InventoryKind>({ kind, slice, icon, columns, textOf, actions, rowHref, emptyText, useFilter, removal }: ResourcePageProps<K>) {
  const t = useTranslations(slice);
  const marked = useMemo(() => columns.map((column, index) => (index > 0 ? column : { ...column, cell: (row: InventoryRows[K]) => <><StaleMark environmentId={row.environmentId} />{column.cell(row)}</> })), [columns]);
  const { data, isPending, error, refetch } = useInventory(kind);
  const common = useTranslations('environments.results');
  const { data: environments } = useEnvironments();
  const [selected, setSelected] = useState<Set<string>>(new Set());
  const [removing, setRemoving] = useState(false);
  const [filters, setFilters] = useQueryStates({ q: parseAsString.withDefault(''), use: parseAsString, environment: parseAsString, sort: parseAsString.withDefault('name') }, { history: 'replace' });
  const rows = useMemo(() => {
    const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
    const by = columns.find((column) => column.id === filters.sort.replace(/^-/, ''))?.sortBy ?? columns[0]!.sortBy!;
    const sign = filters.sort.startsWith('-') ? -1 : 1;
    return ((data ?? []) as InventoryRows[K][])
      .filter((row) => (!filters.use || useFilter.isOf(row, filters.use)) && (!filters.environment || row.environmentId === filters.environment))
      .filter((row) => words.every((word) => textOf(row).toLowerCase().includes(word)))
      .map((row) => ({ row, value: by(row) }))
      .sort((a, b) => sign * (typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : collator.compare(String(a.value), String(b.value))))
      .map(({ row }) => row);
  }, [data, filters, columns, textOf, useFilter]);
  const filtered = filters.q !== '' || filters.use !== null || filters.environment !== null;
  const chosen = rows.filter((row) => selected.has(rowKey(row)));
  return (
    <WindowHigh>
      <PageHeader title={t('title')} badge={data && <span className="text-sm text-fg-muted tabular-nums">{rows.length}</span>} actions={actions} />
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} />
        <Select className="w-40" aria-label={common('use')} value={filters.use ?? ''} onValueChange={(use) => void setFilters({ use: use || null })} options={[{ value: '', label: common('all') }, ...useFilter.options]} />
        {(environments?.length ?? 0) > 1 && <Select className="w-44" aria-label={common('environment')} value={filters.environment ?? ''} onValueChange={(environment) => void setFilters({ environment: environment || null })} options={[{ value: '', label: common('allEnvironments') }, ...environments!.map(({ id, name }) => ({ value: id, label: name }))]} />}
      </div>
      {chosen.length > 0 && (
        <div role="toolbar" aria-label={common('selected', { count: chosen.length })} className="mb-3 flex flex-wrap items-center gap-2 text-sm">
          <span className="text-fg-muted tabular-nums">{common('selected', { count: chosen.length })}</span>
          <Button size="sm" variant="danger" onClick={() => setRemoving(true)}><Trash2 aria-hidden />{t('remove')}</Button>
        </div>
      )}
      {removing && removal && <RemoveDialog slice={slice} items={chosen.map(removal.itemOf)} onRemove={removal.onRemove} offersForce={removal.offersForce} onDone={(removed) => { setRemoving(false); if (removed) setSelected(new Set()); }} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {data && <VirtualTable aria-label={t('title')} rows={rows} columns={marked} rowKey={rowKey} rowHref={rowHref} {...(removal && { selected, onSelectedChange: setSelected })} sort={filters.sort} onSortChange={(sort) => void setFilters({ sort })} emptyState={<EmptyState icon={icon} title={filtered ? common('noMatch') : t('empty')} description={filtered ? undefined : emptyText} />} />}
    </WindowHigh>
  );
}
