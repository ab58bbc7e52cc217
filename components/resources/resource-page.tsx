'use client';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo, type ReactNode } from 'react';
import { StaleMark } from '@/components/environments/stale-mark';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualTable, type Column } from '@/components/ui/virtual-table';
import { rowKey, useInventory } from '@/lib/environments/client/use-inventory';
import type { InventoryKind, InventoryRows } from '@/lib/environments/contract';

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
}

const collator = new Intl.Collator('en', { numeric: true });

/** A live list of one kind of thing over all engines, with search and sort in the address. */
export function ResourcePage<K extends InventoryKind>({ kind, slice, icon, columns, textOf, actions, rowHref, emptyText }: ResourcePageProps<K>) {
  const t = useTranslations(slice);
  const marked = useMemo(() => columns.map((column, index) => (index > 0 ? column : { ...column, cell: (row: InventoryRows[K]) => <><StaleMark environmentId={row.environmentId} />{column.cell(row)}</> })), [columns]);
  const { data, isPending, error, refetch } = useInventory(kind);
  const [filters, setFilters] = useQueryStates({ q: parseAsString.withDefault(''), sort: parseAsString.withDefault('name') }, { history: 'replace' });
  const rows = useMemo(() => {
    const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
    const by = columns.find((column) => column.id === filters.sort.replace(/^-/, ''))?.sortBy ?? columns[0]!.sortBy!;
    const sign = filters.sort.startsWith('-') ? -1 : 1;
    return ((data ?? []) as InventoryRows[K][])
      .filter((row) => words.every((word) => textOf(row).toLowerCase().includes(word)))
      .map((row) => ({ row, value: by(row) }))
      .sort((a, b) => sign * (typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : collator.compare(String(a.value), String(b.value))))
      .map(({ row }) => row);
  }, [data, filters, columns, textOf]);
  return (
    <>
      <PageHeader title={t('title')} badge={data && <span className="text-sm text-fg-muted tabular-nums">{rows.length}</span>} actions={actions} />
      <div className="mb-3"><SearchInput value={filters.q} onChange={(q) => void setFilters({ q: q || null })} placeholder={t('search')} /></div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {data && <VirtualTable aria-label={t('title')} rows={rows} columns={marked} rowKey={rowKey} rowHref={rowHref} sort={filters.sort} onSortChange={(sort) => void setFilters({ sort })} emptyState={<EmptyState icon={icon} title={t('empty')} description={emptyText} />} />}
    </>
  );
}
