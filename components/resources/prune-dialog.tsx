'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import type { ItemResult } from '@/lib/environments/contract';
import { formatBytes } from '@/lib/platform/model/format';
import { EnvironmentSelect, useChosenEnvironment } from './environment-select';
import { ItemResults } from './item-results';

export interface PrunePreview {
  items: { id: string; name: string; note?: string }[];
  /** Undefined where nothing is freed on disk. */
  freesBytes?: number;
}

interface PruneDialogProps {
  slice: 'images' | 'volumes' | 'networks';
  /** Whether there is a choice between the nameless ones and all. */
  offersAll?: boolean;
  preview: (environmentId: string, all: boolean) => Promise<PrunePreview>;
  /** Removes exactly what was shown. */
  prune: (environmentId: string, ids: string[]) => Promise<{ results: ItemResult[]; freedBytes?: number }>;
  onClose: () => void;
}

/** Shows what is unused, name by name, before it removes just that. */
export function PruneDialog({ slice, offersAll, preview, prune, onClose }: PruneDialogProps) {
  const t = useTranslations(slice);
  const many = useTranslations('environments.results');
  const [chosen, setChosen] = useState('');
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState<ItemResult[] | null>(null);
  const environmentId = useChosenEnvironment(chosen);
  const { data, error, refetch } = useQuery({ queryKey: ['prune', slice, environmentId, all], enabled: environmentId !== '', staleTime: 0, gcTime: 0, queryFn: () => preview(environmentId, all) });
  const run = async () => {
    setBusy(true);
    try {
      const answer = await prune(environmentId, data!.items.map(({ id }) => id));
      const removed = answer.results.filter(({ ok }) => ok).length;
      toast.success(many('pruned', { count: removed, size: formatBytes(answer.freedBytes ?? 0), sized: answer.freedBytes === undefined ? 'no' : 'yes' }));
      if (removed < answer.results.length) setResults(answer.results);
      else onClose();
    } catch (failure) {
      toast.error(failure);
    } finally {
      setBusy(false);
    }
  };
  if (results) return <ItemResults action={t('prune')} results={results} onDone={onClose} />;
  const count = data?.items.length ?? 0;
  return (
    <Dialog open onOpenChange={onClose} title={t('pruneTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="danger" loading={busy} disabled={count === 0} onClick={() => void run()}>{many('pruneCount', { count })}</Button></>}>
      <div className="flex flex-col gap-3 text-sm">
        <EnvironmentSelect value={environmentId} onChange={setChosen} />
        {offersAll && <label className="flex items-center gap-2"><Checkbox checked={all} onCheckedChange={(on) => setAll(on === true)} />{t('pruneAll')}</label>}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <SkeletonRows />}
        {data && <p>{many('pruneText', { count, size: formatBytes(data.freesBytes ?? 0), sized: data.freesBytes === undefined ? 'no' : 'yes' })}</p>}
        {count > 0 && <ul className="max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-line" tabIndex={0} aria-label={t('pruneTitle')}>{data!.items.map((item) => <li key={item.id} className="flex gap-3 px-3 py-1.5 font-mono text-xs"><bdi className="min-w-0 flex-1 [overflow-wrap:anywhere]">{item.name}</bdi><span className="shrink-0 text-fg-muted">{item.note}</span></li>)}</ul>}
      </div>
    </Dialog>
  );
}
