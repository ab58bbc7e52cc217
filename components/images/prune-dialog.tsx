'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EnvironmentSelect, useChosenEnvironment } from '@/components/resources/environment-select';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { pruneImages, prunePreview } from '@/lib/images/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { formatBytes, shortId } from '@/lib/platform/model/format';

export function PruneDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('images');
  const [chosen, setChosen] = useState('');
  const [all, setAll] = useState(false);
  const environmentId = useChosenEnvironment(chosen);
  const path = '/api/v1/environments/[environmentId]/images/prune' as const;
  const { data } = useQuery({ queryKey: ['prune', environmentId, all], enabled: environmentId !== '', staleTime: 0, queryFn: () => callApi<typeof prunePreview>({ method: 'GET', path, params: { environmentId }, query: { all: String(all) } }) });
  const prune = async () => {
    try {
      const { removed, freedBytes } = await callApi<typeof pruneImages>({ method: 'POST', path, params: { environmentId }, body: { all } });
      toast.success(t('pruned', { count: removed, size: formatBytes(freedBytes) }));
      onClose();
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <ConfirmDialog open onOpenChange={onClose} danger title={t('pruneTitle')} confirmLabel={t('prune')} onConfirm={prune}>
      <EnvironmentSelect value={environmentId} onChange={setChosen} />
      <label className="flex items-center gap-2"><Checkbox checked={all} onCheckedChange={setAll} />{t('pruneAll')}</label>
      {data && <p>{t('pruneText', { count: data.items.length, size: formatBytes(data.sizeBytes) })}</p>}
      {data && data.items.length > 0 && <ul className="max-h-48 list-disc overflow-y-auto pl-5 font-mono text-xs">{data.items.map((row) => <li key={row.id} className="[overflow-wrap:anywhere]">{row.tags.join(', ') || shortId(row.id)} · {formatBytes(row.sizeBytes)}</li>)}</ul>}
    </ConfirmDialog>
  );
}
