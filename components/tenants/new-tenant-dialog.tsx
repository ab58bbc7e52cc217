'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useGroupActions } from '@/lib/apps/client/use-groups';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { groupHref } from './group-href';

/** A top-level group; its quota, its people and its policy are set on its own page. */
export function NewTenantDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('tenants');
  const router = useRouter();
  const { create } = useGroupActions();
  const fields = useFieldErrors();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const make = async () => {
    const path = `/${name.trim().replace(/^\//, '')}`;
    const done = await fields.run(() => create.mutateAsync({ path, description }));
    if (done) router.push(groupHref(path));
  };
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('new')} description={t('newText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="new-tenant" loading={fields.busy} disabled={name.trim() === ''}>{t('make')}</Button></>}>
      <form id="new-tenant" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void make(); }}>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
        <Field label={t('name')} hint={t('nameHint')} {...(fields.at('path') && { error: fields.at('path')! })}><Input autoFocus value={name} onChange={(event) => setName(event.target.value)} spellCheck={false} autoComplete="off" placeholder="payments" className="font-mono text-[13px]" /></Field>
        <Field label={t('description')}><Input value={description} onChange={(event) => setDescription(event.target.value)} maxLength={500} /></Field>
      </form>
    </Dialog>
  );
}
