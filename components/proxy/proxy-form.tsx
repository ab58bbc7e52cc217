'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { NumberField, TextField } from '@/components/apps/fields/inputs';
import { CheckLine } from '@/components/routes/fields/check-line';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { useSaveProxy, type ProxyInput } from '@/lib/proxy/client/use-save-proxy';
import type { ProxyDto } from '@/lib/proxy/contract';
import { ProxyStateFacts } from './proxy-state-facts';

const draftOf = ({ image, domain, nameEveryApp, httpPort, httpsPort, maxConnections, maintenancePage, rowVersion }: ProxyDto): ProxyInput => ({ image, domain, nameEveryApp, httpPort, httpsPort, maxConnections, maintenancePage, rowVersion });

/** State above, settings below; the state is read again while the form stays as it was typed. */
export function ProxyForm({ proxy, name, onClose }: { proxy: ProxyDto; name: string; onClose: () => void }) {
  const t = useTranslations('proxy.settings');
  const save = useSaveProxy(proxy.environmentId);
  const { at, rest, run, busy } = useFieldErrors();
  const [draft, setDraft] = useState(() => draftOf(proxy));
  const set = (change: Partial<ProxyInput>) => setDraft({ ...draft, ...change });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await run(() => save.mutateAsync(draft)))) return;
    toast.success(t('saved', { name }));
    onClose();
  };
  const port = (field: 'httpPort' | 'httpsPort' | 'maxConnections', placeholder: number) => <NumberField label={t(field)} error={at(field)} min={1} placeholder={String(placeholder)} value={draft[field]} onChange={(value) => set({ [field]: value })} />;
  return (
    <Dialog
      open onOpenChange={onClose} title={t('title', { name })} description={t('description')}
      footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="proxy" loading={busy}>{t('save')}</Button></>}
    >
      <form id="proxy" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <ProxyStateFacts proxy={proxy} />
        <TextField label={t('domain')} hint={t('domainHint', { domain: draft.domain || 'example.com' })} error={at('domain')} mono value={draft.domain ?? undefined} onChange={(domain) => set({ domain: domain?.trim().toLowerCase() || null })} placeholder="apps.example.com" />
        <CheckLine label={t('nameEveryApp')} error={at('nameEveryApp')} checked={draft.nameEveryApp ?? false} onChange={(nameEveryApp) => set({ nameEveryApp })} />
        <div className="grid gap-4 sm:grid-cols-3">{port('httpPort', 80)}{port('httpsPort', 443)}{port('maxConnections', 8000)}</div>
        <TextField label={t('image')} hint={t('imageHint')} error={at('image')} mono value={draft.image ?? undefined} onChange={(image) => set({ image: image?.trim() || null })} placeholder="haproxy:3.2-alpine" />
        <Field label={t('maintenancePage')} hint={t('maintenancePageHint')} error={at('maintenancePage')}><Textarea value={draft.maintenancePage ?? ''} onChange={(event) => set({ maintenancePage: event.target.value || null })} rows={6} spellCheck={false} placeholder={'<!doctype html>\n<title>Back soon</title>'} /></Field>
        {rest && <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger [overflow-wrap:anywhere]">{rest}</p>}
      </form>
    </Dialog>
  );
}
