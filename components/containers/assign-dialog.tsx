'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ContainerDetail } from '@/lib/containers/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { useAssign } from '@/lib/tenants/client/use-assign';

/** Gives a container that no app owns to a group, whose members see it from then on; an empty field takes it back. */
export function AssignDialog({ container, onClose }: { container: ContainerDetail; onClose: () => void }) {
  const t = useTranslations('containers');
  const assign = useAssign(container.environmentId);
  const [group, setGroup] = useState(container.group ?? '');
  const { at, rest, run, busy } = useFieldErrors();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(() => assign.mutateAsync({ kind: 'container', name: container.id, group: group.trim() || null }))) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('detail.assign')} description={t('detail.assignText')} size="sm" footer={<><Button onClick={onClose}>{t('form.cancel')}</Button><Button variant="primary" type="submit" form="assign-container" loading={busy}>{t('detail.assignSave')}</Button></>}>
      <form id="assign-container" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        {rest && <p role="alert" className="text-sm text-danger">{rest}</p>}
        <Field label={t('detail.assignGroup')} hint={t('detail.assignHint')} error={at('group')}><Input value={group} onChange={(event) => setGroup(event.target.value)} autoComplete="off" spellCheck={false} placeholder="/team" className="font-mono text-[13px]" /></Field>
      </form>
    </Dialog>
  );
}
