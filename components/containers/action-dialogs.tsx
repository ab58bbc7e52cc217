'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { useContainerActions } from '@/lib/containers/client/use-container-actions';
import type { ContainerAction } from '@/lib/containers/contract';
import type { ContainerRow } from '@/lib/environments/contract';
import { type ActionResult, ActionResults } from './action-results';

/** What an action has to know of a container. */
export type ActionTarget = Pick<ContainerRow, 'id' | 'environmentId' | 'name' | 'state'> & { app?: { path: string } | null };

export interface PendingAction {
  action: ContainerAction;
  rows: ActionTarget[];
}

/** What stops something that serves asks first. */
const ASKS: readonly ContainerAction[] = ['stop', 'restart', 'kill', 'remove'];
const NAMED = 8;
const TEXT = { start: 'startText', unpause: 'startText', stop: 'stopText', restart: 'stopText', kill: 'killText', pause: 'pauseText', remove: 'removeText' } as const;

/** Asks where something would be lost, acts, and shows what came of each row when not all went well. */
export function ActionDialogs({ pending, onDone }: { pending: PendingAction | null; onDone: (removed: boolean) => void }) {
  return pending && <OneAction key={`${pending.action}-${pending.rows.length}`} pending={pending} onDone={onDone} />;
}

function OneAction({ pending: { action, rows }, onDone }: { pending: PendingAction; onDone: (removed: boolean) => void }) {
  const t = useTranslations('containers');
  const { mutateAsync } = useContainerActions();
  const [results, setResults] = useState<ActionResult[] | null>(null);
  const [force, setForce] = useState(false);
  const [volumes, setVolumes] = useState(false);
  const owned = rows.filter(({ app }) => app);
  const act = async () => {
    try {
      const answer = await mutateAsync({ action, items: rows.map(({ environmentId, id }) => ({ environmentId, id })), force, removeVolumes: volumes });
      if (answer.results.every(({ ok }) => ok)) {
        toast.success(t('results.allDone', { action: t(`actions.${action}`), count: rows.length }));
        onDone(action === 'remove');
      } else setResults(answer.results);
    } catch (error) {
      toast.error(error);
    }
  };

  if (results) return <ActionResults action={action} results={results} onDone={() => onDone(false)} />;
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onDone(false)} title={t('confirm.title', { action, count: rows.length })} confirmLabel={t(`actions.${action}`)} danger={action !== 'restart'} onConfirm={act}>
      <p>{t(`confirm.${TEXT[action]}`)}</p>
      <ul className="list-disc pl-5 font-mono text-[13px]">
        {rows.slice(0, NAMED).map((row) => <li key={row.id} className="[overflow-wrap:anywhere]">{row.name}</li>)}
        {rows.length > NAMED && <li>{t('confirm.more', { count: rows.length - NAMED })}</li>}
      </ul>
      {owned.length > 0 && action !== 'start' && action !== 'unpause' && <p className="rounded-md bg-warning-soft px-2.5 py-2 text-warning">{t('confirm.owned', { count: owned.length, apps: [...new Set(owned.map(({ app }) => app!.path))].join(', ') })}</p>}
      {action === 'remove' && (
        <div className="flex flex-col gap-2">
          {rows.some((row) => row.state === 'running' || row.state === 'paused' || row.state === 'restarting') && <label className="flex items-center gap-2"><Checkbox checked={force} onCheckedChange={setForce} />{t('confirm.force')}</label>}
          <label className="flex items-center gap-2"><Checkbox checked={volumes} onCheckedChange={setVolumes} />{t('confirm.volumes')}</label>
          {volumes && <p className="text-danger">{t('confirm.volumesLost')}</p>}
        </div>
      )}
    </ConfirmDialog>
  );
}

export const asksFirst = (action: ContainerAction) => ASKS.includes(action);
