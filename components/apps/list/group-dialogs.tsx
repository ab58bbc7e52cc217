'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useGroupActions } from '@/lib/apps/client/use-groups';
import type { GroupDto, GroupResult } from '@/lib/apps/contract';
import { parentOf } from '@/lib/apps/model/group-tree';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

export type GroupQuestion = 'new' | 'scale' | 'move' | 'suspend' | 'resume' | 'restart' | 'delete';
const inGroup = (group: string, name: string) => (group === '/' ? `/${name}` : `${group}/${name}`);
export const groupHref = (group: string) => (group === '/' ? '/applications' : `/applications?g=${encodeURIComponent(group)}`);

interface DialogProps {
  group: string;
  onClose: () => void;
}

export function NewGroupDialog({ group, onClose }: DialogProps) {
  const t = useTranslations('apps.groups');
  const router = useRouter();
  const { create } = useGroupActions();
  const fields = useFieldErrors();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const save = () => fields.run(async () => { const made = await create.mutateAsync({ path: inGroup(group, name.trim()), description }); onClose(); router.push(groupHref(made.path)); });
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('newTitle', { group })} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" loading={create.isPending} disabled={name.trim() === ''} onClick={() => void save()}>{t('create')}</Button></>}>
      <form className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t('name')} hint={t('nameHint')} {...((fields.at('path') ?? fields.rest) && { error: (fields.at('path') ?? fields.rest)! })} required><Input value={name} onChange={(event) => setName(event.target.value)} autoFocus spellCheck={false} /></Field>
        <Field label={t('description')}><Input value={description} onChange={(event) => setDescription(event.target.value)} maxLength={500} /></Field>
      </form>
    </Dialog>
  );
}

export function MoveDialog({ from, isApp, onClose }: { from: string; isApp?: boolean; onClose: (to?: string) => void }) {
  const t = useTranslations('apps.groups');
  const { move } = useGroupActions();
  const fields = useFieldErrors();
  const [to, setTo] = useState(from);
  const save = () => fields.run(async () => { await move.mutateAsync({ from, to: to.trim() }); toast.success(t('moved', { from, to: to.trim() })); onClose(to.trim()); });
  return (
    <Dialog open onOpenChange={() => onClose()} size="sm" title={t('moveTitle', { path: from })} footer={<><Button onClick={() => onClose()}>{t('cancel')}</Button><Button variant="primary" loading={move.isPending} disabled={to.trim() === '' || to.trim() === from} onClick={() => void save()}>{t('move')}</Button></>}>
      <form className="flex flex-col gap-3 text-sm" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <p>{isApp ? t('moveAppText') : t('moveText')}</p>
        <Field label={t('newPath')} {...((fields.at('to') ?? fields.rest) && { error: (fields.at('to') ?? fields.rest)! })}><Input value={to} onChange={(event) => setTo(event.target.value)} autoFocus spellCheck={false} className="font-mono" /></Field>
      </form>
    </Dialog>
  );
}

export function ScaleGroupDialog({ group, onDone, onClose }: DialogProps & { onDone: (result: GroupResult) => void }) {
  const t = useTranslations('apps.groups');
  const { scale } = useGroupActions();
  const fields = useFieldErrors();
  const [factor, setFactor] = useState('2');
  const number = Number(factor);
  const save = () => fields.run(async () => onDone(await scale.mutateAsync({ group, scaleBy: number })));
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('scaleTitle', { group })} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" loading={scale.isPending} disabled={!(number >= 0 && number <= 100) || factor.trim() === ''} onClick={() => void save()}>{t('scale')}</Button></>}>
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}><Field label={t('scaleBy')} hint={t('scaleByHint')} {...(fields.rest && { error: fields.rest })}><Input type="number" min={0} max={100} step={0.1} value={factor} onChange={(event) => setFactor(event.target.value)} autoFocus /></Field></form>
    </Dialog>
  );
}

/** Suspend, resume, restart or delete everything below. */
export function GroupConfirm({ question, group, totals, onDone, onClose }: DialogProps & { question: 'suspend' | 'resume' | 'restart' | 'delete'; totals: GroupDto | undefined; onDone: (result: GroupResult) => void }) {
  const t = useTranslations('apps.groups');
  const router = useRouter();
  const actions = useGroupActions();
  const apps = totals?.apps ?? 0;
  const confirm = async () => {
    try {
      const action = question === 'delete' ? actions.remove : actions[question];
      const result = await action.mutateAsync({ group, force: question === 'delete' || question === 'suspend' });
      if (question === 'delete' && result.results.every(({ ok }) => ok)) router.push(groupHref(parentOf(group)));
      onDone(result);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <ConfirmDialog open onOpenChange={onClose} title={t(`${question}Title`, { group })} confirmLabel={t(question)} danger={question === 'delete'} {...(question === 'delete' && { typeToConfirm: group })} onConfirm={confirm}>
      <p>{t(`${question}Text`, { apps, instances: totals?.instances.wanted ?? 0 })}</p>
    </ConfirmDialog>
  );
}

/** What was refused of a change to many; what went well needs no dialog. */
export function GroupResultDialog({ result, onClose }: { result: GroupResult; onClose: () => void }) {
  const t = useTranslations('apps.groups');
  const refused = result.results.filter(({ ok }) => !ok);
  if (refused.length === 0) return null;
  return (
    <Dialog open onOpenChange={onClose} title={t('refusedTitle', { count: refused.length, all: result.results.length })} footer={<Button onClick={onClose}>{t('close')}</Button>}>
      <ul className="flex flex-col divide-y divide-line text-sm">
        {refused.map(({ path, error }) => <li key={path} className="py-2"><bdi className="font-medium [overflow-wrap:anywhere]">{path}</bdi><p className="text-[13px] text-danger [overflow-wrap:anywhere]">{error?.detail}</p></li>)}
      </ul>
    </Dialog>
  );
}
