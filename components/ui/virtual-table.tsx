'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { memo, useCallback, useMemo, useRef, type Dispatch, type KeyboardEvent, type ReactNode, type SetStateAction } from 'react';
import { Checkbox } from './checkbox';
import { cn } from './cn';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** A CSS grid track: `12rem`, `minmax(8rem,2fr)`. */
  width?: string;
  sortable?: boolean;
  align?: 'start' | 'end';
  /** Left out on screens narrower than this. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl' | '2xl';
}

interface VirtualTableProps<T> {
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  rowHref?: (row: T) => string;
  selected?: ReadonlySet<string>;
  onSelectedChange?: Dispatch<SetStateAction<Set<string>>>;
  /** `name` or `-name`. */
  sort?: string;
  onSortChange?: (sort: string) => void;
  emptyState?: ReactNode;
  'aria-label': string;
}

const ROW_HEIGHT = 44;
const HIDE = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden', '2xl': 'max-2xl:hidden' };

/** Draws only the rows in sight, so that thousands scroll like ten. Rows have one height; cells clip. */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { rows, columns, rowKey, rowHref, selected, onSelectedChange, emptyState } = props;
  const t = useTranslations('platform.ui');
  const router = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => rowKey(rows[index]!), [rows, rowKey]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 8, getItemKey });
  const selectable = selected !== undefined && onSelectedChange !== undefined;

  const toggle = useCallback((key: string, on: boolean) => {
    onSelectedChange?.((before) => {
      const next = new Set(before);
      if (on) next.add(key);
      else next.delete(key);
      return next;
    });
  }, [onSelectedChange]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!row || event.target !== row) return;
    const index = Number(row.dataset.row);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step) {
      event.preventDefault();
      const to = Math.max(0, Math.min(rows.length - 1, index + step));
      virtual.scrollToIndex(to);
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"]`)?.focus());
    } else if (event.key === 'Enter' && rowHref) router.push(rowHref(rows[index]!));
    else if (event.key === ' ' && selectable) {
      event.preventDefault();
      const key = rowKey(rows[index]!);
      toggle(key, !selected.has(key));
    }
  };

  const marked = useMemo(() => (selected?.size ? rows.filter((row) => selected.has(rowKey(row))).length : 0), [rows, rowKey, selected]);

  return (
    <div role="table" aria-label={props['aria-label']} aria-rowcount={rows.length + 1} className="flex max-h-full min-h-0 flex-col overflow-hidden rounded-xl border border-line bg-surface-raised text-[13px]" onKeyDown={onKeyDown}>
      <div ref={scroller} className="min-h-0 overflow-auto">
        <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface-raised">
          <div role="row" className="flex h-9 items-center text-xs text-fg-muted">
            {selectable && (
              <div role="columnheader" className="flex w-10 shrink-0 justify-center">
                <Checkbox aria-label={t('selectAll')} checked={marked > 0 && (marked === rows.length || 'indeterminate')} onCheckedChange={(on) => onSelectedChange(on ? new Set(rows.map(rowKey)) : new Set())} />
              </div>
            )}
            {columns.map((column) => <HeaderCell key={column.id} column={column} sort={props.sort} onSortChange={props.onSortChange} />)}
          </div>
        </div>
        {rows.length === 0 ? (
          <div role="rowgroup"><div role="row"><div role="cell">{emptyState}</div></div></div>
        ) : (
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]!;
              const key = rowKey(row);
              return <Row key={item.key} id={key} row={row} columns={columns as Column<unknown>[]} index={item.index} top={item.start} checked={selectable ? selected.has(key) : undefined} onToggle={toggle} />;
            })}
          </div>
        )}
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  row: unknown;
  columns: Column<unknown>[];
  index: number;
  top: number;
  /** Undefined where nothing can be selected. */
  checked: boolean | undefined;
  onToggle: (id: string, on: boolean) => void;
}

const Row = memo(function Row({ id, row, columns, index, top, checked, onToggle }: RowProps) {
  const t = useTranslations('platform.ui');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={checked}
      data-row={index}
      tabIndex={index === 0 ? 0 : -1}
      className={cn('absolute inset-x-0 top-0 flex items-center border-b border-line/70 hover:bg-muted/60 focus-visible:-outline-offset-2', checked && 'bg-accent-soft')}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      {checked !== undefined && (
        <div role="cell" className="flex w-10 shrink-0 items-center justify-center">
          <Checkbox aria-label={t('selectRow')} checked={checked} onCheckedChange={(on) => onToggle(id, on)} />
        </div>
      )}
      <Cells row={row} columns={columns} />
    </div>
  );
});

const Cells = memo(function Cells({ row, columns }: { row: unknown; columns: Column<unknown>[] }) {
  return columns.map((column) => (
    <div key={column.id} role="cell" className={cn('min-w-0 truncate px-2.5', column.align === 'end' && 'text-right tabular-nums', column.hideBelow && HIDE[column.hideBelow])} style={sizeOf(column)}>
      {column.cell(row)}
    </div>
  ));
});

/** `12rem` stays; `2fr` shares what is left. */
const sizeOf = (column: { width?: string }) =>
  column.width?.endsWith('fr') ? { flex: `${parseFloat(column.width)} 1 0` } : { flex: `0 0 ${column.width ?? '8rem'}` };

function HeaderCell<T>({ column, sort, onSortChange }: { column: Column<T>; sort?: string; onSortChange?: (sort: string) => void }) {
  const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : undefined;
  const className = cn('min-w-0 truncate px-2.5 font-medium', column.align === 'end' && 'text-right', column.hideBelow && HIDE[column.hideBelow]);
  return (
    <div role="columnheader" aria-sort={column.sortable ? (direction ?? 'none') : undefined} className={className} style={sizeOf(column)}>
      {column.sortable && onSortChange ? (
        <button type="button" className="inline-flex items-center gap-1 hover:text-fg" onClick={() => onSortChange(direction === 'ascending' ? `-${column.id}` : column.id)}>
          {column.header}
          {direction === 'ascending' && <ArrowUp className="size-3" aria-hidden />}
          {direction === 'descending' && <ArrowDown className="size-3" aria-hidden />}
        </button>
      ) : column.header}
    </div>
  );
}
