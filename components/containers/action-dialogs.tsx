'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { useContainerActions } from '@/lib/containers/client/use-container-actions';
import type { ContainerAction } from '@/lib/containers/contract';
import type { ContainerRow } from '@/lib/environments/contract';

export interface PendingAction {
  action: ContainerAction;
  rows: ContainerRow[];
}

/** What stops something that serves asks first. */
const ASKS: readonly ContainerAction[] = ['stop', 'restart', 'kill', 'remove'];
const NAMED = 8;

/** Asks where something would be lost, acts, and shows what came of each row when not all went well. */
export function ActionDialogs({ pending, onDone }: { pending: PendingAction | null; onDone: () => void }) {
  return pending && <OneAction key={`${pending.action}-${pending.rows.length}`} pending={pending} onDone={onDone} />;
}

type Results = Awaited<ReturnType<ReturnType<typeof useContainerActions>['mutateAsync']>>['results'];

function OneAction({ pending: { action, rows }, onDone }: { pending: PendingAction; onDone: () => void }) {
  const t = useTranslations('containers');
  const { mutateAsync } = useContainerActions();
  const [results, setResults] = useState<Results | null>(null);
  const [force, setForce] = useState(false);
  const [volumes, setVolumes] = useState(false);
  const act = async () => {
    try {
      const answer = await mutateAsync({ action, items: rows.map(({ environmentId, id }) => ({ environmentId, id })), force, removeVolumes: volumes });
      if (answer.results.every(({ ok }) => ok)) {
        toast.success(t('results.allDone', { action: t(`actions.${action}`), count: rows.length }));
        onDone();
      } else setResults(answer.results);
    } catch (error) {
      toast.error(error);
    }
  };

  if (results) {
    const failed = results.filter(({ ok }) => !ok).length;
    return (
      <Dialog open onOpenChange={onDone} title={t('results.title', { action: t(`actions.${action}`), ok: results.length - failed, failed })} footer={<Button variant="primary" onClick={onDone}>{t('results.done')}</Button>}>
        <ul className="flex flex-col divide-y divide-line text-sm">
          {results.map((result) => (
            <li key={`${result.environmentId}${result.id}`} className="flex flex-wrap items-baseline gap-2 py-2">
              <span className="font-medium [overflow-wrap:anywhere]">{result.name}</span>
              <Badge tone={result.ok ? 'success' : 'danger'}>{result.ok ? t('results.done') : result.code}</Badge>
              {result.detail && <span className="w-full text-[13px] text-danger [overflow-wrap:anywhere]">{result.detail}</span>}
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onDone()} title={t('confirm.title', { action, count: rows.length })} confirmLabel={t(`actions.${action}`)} danger={action !== 'restart'} onConfirm={act}>
      <p>{t(action === 'remove' ? 'confirm.removeText' : action === 'kill' ? 'confirm.killText' : 'confirm.stopText')}</p>
      <ul className="list-disc pl-5 font-mono text-[13px]">
        {rows.slice(0, NAMED).map((row) => <li key={row.id} className="[overflow-wrap:anywhere]">{row.name}</li>)}
        {rows.length > NAMED && <li>{t('confirm.more', { count: rows.length - NAMED })}</li>}
      </ul>
      {action === 'remove' && (
        <div className="flex flex-col gap-2">
          {rows.some((row) => row.state === 'running' || row.state === 'paused' || row.state === 'restarting') && <label className="flex items-center gap-2"><Checkbox checked={force} onCheckedChange={setForce} />{t('confirm.force')}</label>}
          <label className="flex items-center gap-2"><Checkbox checked={volumes} onCheckedChange={setVolumes} />{t('confirm.volumes')}</label>
        </div>
      )}
    </ConfirmDialog>
  );
}

export const asksFirst = (action: ContainerAction) => ASKS.includes(action);
