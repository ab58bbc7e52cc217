'use client';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';

interface RowsProps<T> {
  items: T[];
  add: string;
  remove: string;
  onAdd: () => void;
  onChange: (items: T[]) => void;
  /** Each item is a block of its own instead of a line. */
  block?: boolean;
  children: (item: T, change: (item: T) => void, index: number) => ReactNode;
}

/** A list of things with a way to add one and to remove each. */
export function Rows<T>({ items, add, remove, onAdd, onChange, block, children }: RowsProps<T>) {
  return (
    <>
      {items.map((item, index) => (
        <div key={index} className={block ? 'flex items-start gap-2 rounded-lg border border-line p-3' : 'flex items-start gap-2'}>
          <div className={block ? 'grid min-w-0 flex-1 gap-3 sm:grid-cols-2' : 'grid min-w-0 flex-1 gap-3 sm:grid-cols-3'}>{children(item, (next) => onChange(items.map((one, at) => (at === index ? next : one))), index)}</div>
          <IconButton className={block ? '' : 'mt-6'} label={remove} icon={<Trash2 />} onClick={() => onChange(items.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button size="sm" className="self-start" onClick={onAdd}><Plus aria-hidden />{add}</Button>
    </>
  );
}
