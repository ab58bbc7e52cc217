'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePlaces } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { useRegistryActions } from '@/lib/registries/client/use-registries';
import type { RegistryDto } from '@/lib/registries/contract';

export function RegistryDialog({ registry, onClose }: { registry: RegistryDto | null; onClose: () => void }) {
  const t = useTranslations('registries');
  const { create, update } = useRegistryActions();
  const places = usePlaces('registry:manage');
  const fields = useFieldErrors();
  const [form, setForm] = useState({ name: registry?.name ?? '', group: registry?.group ?? places[0] ?? '/', server: registry?.server ?? '', username: registry?.username ?? '', password: '' });
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const save = () => fields.run(async () => {
    const { name, group, ...rest } = form;
    await (registry ? update.mutateAsync({ id: registry.id, ...rest }) : create.mutateAsync({ name, group, ...rest }));
    onClose();
  });
  const error = (name: string) => (fields.at(name) ? { error: fields.at(name)! } : {});
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={registry ? t('editTitle', { name: registry.name }) : t('newTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" loading={fields.busy} disabled={form.name === '' || form.username === '' || (!registry && form.password === '')} onClick={() => void save()}>{t('save')}</Button></>}>
      <form className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t('name')} hint={t('nameHint')} required {...error('name')}><Input value={form.name} disabled={registry !== null} onChange={(event) => set({ name: event.target.value })} spellCheck={false} autoFocus /></Field>
        <Field label={t('group')} hint={t('groupHint')} {...error('group')}><Input value={form.group} disabled={registry !== null} onChange={(event) => set({ group: event.target.value.trim() })} spellCheck={false} className="font-mono text-[13px]" /></Field>
        <Field label={t('server')} hint={t('serverHint')} {...error('server')}><Input value={form.server} onChange={(event) => set({ server: event.target.value })} spellCheck={false} placeholder="registry.example.com:5000" /></Field>
        <Field label={t('username')} required {...error('username')}><Input value={form.username} onChange={(event) => set({ username: event.target.value })} spellCheck={false} autoComplete="off" /></Field>
        <Field label={t('password')} hint={registry ? t('passwordKept') : t('passwordHint')} required={registry === null} {...error('password')}><Input type="password" value={form.password} onChange={(event) => set({ password: event.target.value })} autoComplete="new-password" /></Field>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
      </form>
    </Dialog>
  );
}
