'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useCertificateActions } from '@/lib/certificates/client/use-certificates';
import type { CertificateDto } from '@/lib/certificates/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { PemField } from './pem-field';
import { useMayManage } from './use-may-manage';

export function UploadDialog({ certificate, onClose }: { certificate: CertificateDto | null; onClose: () => void }) {
  const t = useTranslations('certificates');
  const { create, replace } = useCertificateActions();
  const { places } = useMayManage();
  const fields = useFieldErrors();
  const [form, setForm] = useState({ group: places[0] ?? '', chainPem: '', privateKeyPem: '' });
  const set = (change: Partial<typeof form>) => setForm((known) => ({ ...known, ...change }));
  const save = () => fields.run(async () => {
    const { group, ...pems } = form;
    await (certificate ? replace.mutateAsync({ id: certificate.id, ...pems }) : create.mutateAsync({ group, ...pems }));
    onClose();
  });
  const error = (name: string) => (fields.at(name) ? { error: fields.at(name)! } : {});
  return (
    <Dialog open onOpenChange={onClose} title={certificate ? t('replaceTitle', { name: certificate.names[0] ?? '' }) : t('newTitle')} description={t('newText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="certificate" loading={fields.busy} disabled={form.chainPem.trim() === '' || form.privateKeyPem.trim() === ''}>{t('save')}</Button></>}>
      <form id="certificate" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {!certificate && <Field label={t('group')} hint={t('groupHint')} required {...error('group')}><Input value={form.group} onChange={(event) => set({ group: event.target.value.trim() })} spellCheck={false} className="font-mono text-[13px]" /></Field>}
        <PemField label={t('chain')} hint={t('chainHint')} fileLabel={t('chainFile')} placeholder="-----BEGIN CERTIFICATE-----" value={form.chainPem} onChange={(chainPem) => set({ chainPem })} {...error('chainPem')} />
        <PemField label={t('key')} hint={t('keyHint')} fileLabel={t('keyFile')} placeholder="-----BEGIN PRIVATE KEY-----" value={form.privateKeyPem} onChange={(privateKeyPem) => set({ privateKeyPem })} {...error('privateKeyPem')} />
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
      </form>
    </Dialog>
  );
}
