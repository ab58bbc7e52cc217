'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import type { ContainerDetail } from '@/lib/containers/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

export function RenameDialog({ container, onClose }: { container: ContainerDetail; onClose: () => void }) {
  const t = useTranslations('containers');
  const { rename } = useContainerChanges({ environmentId: container.environmentId, containerId: container.id });
  const [name, setName] = useState(container.name);
  const { at, rest, run, busy } = useFieldErrors();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(() => rename(name.trim()))) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('detail.rename')} size="sm" footer={<><Button onClick={onClose}>{t('form.cancel')}</Button><Button variant="primary" type="submit" form="rename-container" loading={busy}>{t('detail.rename')}</Button></>}>
      <form id="rename-container" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        {rest && <p role="alert" className="text-sm text-danger">{rest}</p>}
        <Field label={t('list.name')} error={at('name')} required><Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} /></Field>
      </form>
    </Dialog>
  );
}
