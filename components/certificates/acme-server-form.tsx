'use client';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useAcmeSettingsActions } from '@/lib/certificates/client/use-acme-settings';
import type { AcmeSettingsDto } from '@/lib/certificates/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';

export function AcmeServerForm({ environment, settings, onDone }: { environment: { id: string; name: string }; settings: AcmeSettingsDto | null; onDone: () => void }) {
  const t = useTranslations('certificates.acme');
  const { put, remove } = useAcmeSettingsActions();
  const fields = useFieldErrors();
  const terms = useId();
  const [form, setForm] = useState({ directoryUrl: settings?.directoryUrl ?? LETS_ENCRYPT, email: settings?.email ?? '', termsAgreed: settings?.termsAgreed ?? false, caPem: settings?.caPem ?? '', eabKeyId: settings?.eabKeyId ?? '', eabSecret: '' });
  const set = (change: Partial<typeof form>) => setForm((known) => ({ ...known, ...change }));
  const save = () => fields.run(async () => {
    const { caPem, eabKeyId, eabSecret, ...rest } = form;
    await put.mutateAsync({ environmentId: environment.id, ...rest, caPem: caPem.trim() || null, eabKeyId: eabKeyId.trim() || null, ...(eabSecret !== '' && { eabSecret }) });
    toast.success(t('saved', { environment: environment.name }));
    onDone();
  });
  const forget = () => fields.run(async () => {
    await remove.mutateAsync(environment.id);
    toast.success(t('removed', { environment: environment.name }));
    onDone();
  });
  const error = (name: string) => (fields.at(name) ? { error: fields.at(name)! } : {});
  // What is wrong must not hide in what is folded.
  const open = Boolean(settings?.caPem ?? settings?.eabKeyId) || ['caPem', 'eabKeyId', 'eabSecret'].some((name) => fields.at(name));
  return (
    <form id="acme" className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Field label={t('directory')} hint={t('directoryHint')} required {...error('directoryUrl')}><Input value={form.directoryUrl} onChange={(event) => set({ directoryUrl: event.target.value.trim() })} spellCheck={false} inputMode="url" className="font-mono text-[13px]" /></Field>
      <Field label={t('email')} required {...error('email')}><Input type="email" value={form.email} onChange={(event) => set({ email: event.target.value })} placeholder="ops@example.com" /></Field>
      <div>
        <label htmlFor={terms} className="flex items-center gap-2 text-sm"><Checkbox id={terms} checked={form.termsAgreed} onCheckedChange={(termsAgreed) => set({ termsAgreed })} />{t('terms')}</label>
        {fields.at('termsAgreed') && <p role="alert" className="mt-1 text-xs text-danger [overflow-wrap:anywhere]">{fields.at('termsAgreed')}</p>}
      </div>
      <details open={open} className="rounded-lg border border-line px-3 py-2">
        <summary className="cursor-pointer text-[13px] font-medium">{t('more')}</summary>
        <div className="mt-3 flex flex-col gap-3">
          <Field label={t('ca')} hint={t('caHint')} {...error('caPem')}><Textarea value={form.caPem} onChange={(event) => set({ caPem: event.target.value })} placeholder="-----BEGIN CERTIFICATE-----" spellCheck={false} className="text-xs" /></Field>
          <Field label={t('eabKeyId')} hint={t('eabKeyIdHint')} {...error('eabKeyId')}><Input value={form.eabKeyId} onChange={(event) => set({ eabKeyId: event.target.value })} spellCheck={false} autoComplete="off" /></Field>
          <Field label={t('eabSecret')} {...(settings?.eabKeyId && { hint: t('eabKept') })} {...error('eabSecret')}><Input type="password" value={form.eabSecret} onChange={(event) => set({ eabSecret: event.target.value })} autoComplete="new-password" /></Field>
        </div>
      </details>
      {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
      {settings && <Button variant="danger" size="sm" className="self-start" loading={remove.isPending} onClick={() => void forget()}><Trash2 aria-hidden />{t('forget')}</Button>}
    </form>
  );
}
