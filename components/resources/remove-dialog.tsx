'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { ItemResult } from '@/lib/environments/contract';
import { ItemResults } from './item-results';

export interface RemovableItem {
  environmentId: string;
  /** As the API knows it. */
  id: string;
  name: string;
}
export type RemoveItems = (items: { environmentId: string; id: string }[], force: boolean) => Promise<{ results: ItemResult[] }>;

interface RemoveDialogProps {
  slice: 'images' | 'volumes' | 'networks';
  items: RemovableItem[];
  onRemove: RemoveItems;
  /** One of them: its name has to be typed. */
  typeToConfirm?: boolean;
  offersForce?: boolean;
  /** `removed`: at least one is gone. */
  onDone: (removed: boolean) => void;
}

const NAMED = 10;

/** Names what will be lost, removes it, and tells what came of each. */
export function RemoveDialog({ slice, items, onRemove, typeToConfirm, offersForce, onDone }: RemoveDialogProps) {
  const t = useTranslations(slice);
  const many = useTranslations('environments.results');
  const [force, setForce] = useState(false);
  const [results, setResults] = useState<ItemResult[] | null>(null);
  const [first] = items;
  const remove = async () => {
    try {
      const { results: told } = await onRemove(items.map(({ environmentId, id }) => ({ environmentId, id })), force);
      const failed = told.filter(({ ok }) => !ok);
      if (failed.length > 0) return setResults(told);
      toast.success(items.length === 1 ? t('removed', { name: first!.name }) : many('allRemoved', { count: items.length }));
      onDone(true);
    } catch (error) {
      toast.error(error);
    }
  };
  if (results) return <ItemResults action={t('remove')} results={results} onDone={() => onDone(results.some(({ ok }) => ok))} />;
  return (
    <ConfirmDialog open onOpenChange={() => onDone(false)} danger title={items.length === 1 ? t('removeTitle', { name: first!.name }) : many('removeMany', { count: items.length })} confirmLabel={t('remove')} typeToConfirm={typeToConfirm && items.length === 1 ? first!.name : undefined} onConfirm={remove}>
      <p>{t('removeText')}</p>
      {items.length > 1 && <ul className="max-h-48 list-disc overflow-y-auto pl-5 font-mono text-xs">{items.slice(0, NAMED).map((item) => <li key={`${item.environmentId}${item.id}`} className="[overflow-wrap:anywhere]"><bdi>{item.name}</bdi></li>)}{items.length > NAMED && <li>{many('more', { count: items.length - NAMED })}</li>}</ul>}
      {offersForce && <label className="flex items-center gap-2"><Checkbox checked={force} onCheckedChange={(on) => setForce(on === true)} />{many('force')}</label>}
    </ConfirmDialog>
  );
}
