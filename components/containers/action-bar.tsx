'use client';
import { Pause, Play, RotateCw, Skull, Square, StepForward, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useContainerActions } from '@/lib/containers/client/use-container-actions';
import type { ContainerAction } from '@/lib/containers/contract';
import type { ContainerRow } from '@/lib/environments/contract';
import { type ActionResult, ActionResults } from './action-results';
import { ActionDialogs, type ActionTarget, asksFirst, type PendingAction } from './action-dialogs';

const ACTIONS: readonly [ContainerAction, LucideIcon][] = [['start', Play], ['stop', Square], ['restart', RotateCw], ['pause', Pause], ['unpause', StepForward], ['kill', Skull], ['remove', Trash2]];

/** Whether an action would change anything for a container in this state. */
export function applies(action: ContainerAction, row: Pick<ContainerRow, 'state'>): boolean {
  switch (action) {
    case 'start': return row.state === 'created' || row.state === 'exited' || row.state === 'dead';
    case 'pause': return row.state === 'running';
    case 'unpause': return row.state === 'paused';
    case 'stop':
    case 'kill': return row.state === 'running' || row.state === 'paused' || row.state === 'restarting';
    case 'restart':
    case 'remove': return true;
  }
}

export function ActionBar({ rows, onDone }: { rows: ActionTarget[]; onDone: () => void }) {
  const t = useTranslations('containers');
  const [pending, setPending] = useState<PendingAction | null>(null);
  const [failed, setFailed] = useState<{ action: ContainerAction; results: ActionResult[] } | null>(null);
  const { mutateAsync, isPending } = useContainerActions();
  const choose = async (action: ContainerAction) => {
    const affected = rows.filter((row) => applies(action, row));
    if (asksFirst(action) || affected.some(({ app }) => app && action === 'pause')) return setPending({ action, rows: affected });
    try {
      const { results } = await mutateAsync({ action, items: affected.map(({ environmentId, id }) => ({ environmentId, id })) });
      if (results.some(({ ok }) => !ok)) setFailed({ action, results });
      else toast.success(t('results.allDone', { action: t(`actions.${action}`), count: affected.length }));
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <div role="toolbar" aria-label={t('list.selected', { count: rows.length })} className="mb-3 flex flex-wrap items-center gap-1.5">
      <span className="mr-2 text-sm text-fg-muted tabular-nums">{t('list.selected', { count: rows.length })}</span>
      {ACTIONS.map(([action, Icon]) => (
        <Button key={action} size="sm" variant={action === 'remove' ? 'danger' : 'secondary'} disabled={isPending || !rows.some((row) => applies(action, row))} onClick={() => void choose(action)}>
          <Icon aria-hidden />
          {t(`actions.${action}`)}
        </Button>
      ))}
      {failed && <ActionResults {...failed} onDone={() => setFailed(null)} />}
      <ActionDialogs pending={pending} onDone={() => { setPending(null); onDone(); }} />
    </div>
  );
}
