'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import type { ContainerDetail } from '@/lib/containers/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

export function CommitDialog({ container, onClose }: { container: ContainerDetail; onClose: () => void }) {
  const t = useTranslations('containers');
  const { commit } = useContainerChanges({ environmentId: container.environmentId, containerId: container.id });
  const [reference, setReference] = useState('');
  const [comment, setComment] = useState('');
  const [pause, setPause] = useState(true);
  const { at, rest, run, busy } = useFieldErrors();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await run(() => commit({ reference: reference.trim(), comment, pause })))) return;
    toast.success(t('commit.done', { reference: reference.trim() }));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('detail.commit')} description={t('commit.text')} size="sm" footer={<><Button onClick={onClose}>{t('form.cancel')}</Button><Button variant="primary" type="submit" form="commit-container" loading={busy}>{t('commit.submit')}</Button></>}>
      <form id="commit-container" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        {rest && <p role="alert" className="text-sm text-danger">{rest}</p>}
        <Field label={t('commit.reference')} error={at('reference')} required><Input value={reference} onChange={(event) => setReference(event.target.value)} placeholder="team/app:1" autoComplete="off" spellCheck={false} /></Field>
        <Field label={t('commit.comment')} error={at('comment')}><Input value={comment} onChange={(event) => setComment(event.target.value)} /></Field>
        <label className="flex items-center gap-2 text-sm"><Checkbox checked={pause} onCheckedChange={setPause} />{t('commit.pause')}</label>
      </form>
    </Dialog>
  );
}
