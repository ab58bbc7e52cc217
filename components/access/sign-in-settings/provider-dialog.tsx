'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import type { createProvider, testProvider, updateProvider } from '@/lib/access/contract';
import { ACCOUNT_ROLES, type AccountRole } from '@/lib/access/model/role-names';
import { callApi } from '@/lib/platform/client/call-api';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { FormAlert } from '../form-alert';
import { PasswordInput } from '../password-input';
import { CheckField } from './check-field';
import { LdapFields } from './ldap-fields';
import { MappingsField } from './mappings-field';
import { OidcFields } from './oidc-fields';
import { draftOf, type ProviderDraft, secretToSend, toBody } from './provider-draft';

export function ProviderDialog({ start, onClose }: { start: ProviderDraft; onClose: () => void }) {
  const t = useTranslations('access');
  const s = useTranslations('access.signInSettings');
  const queries = useQueryClient();
  const [draft, setDraft] = useState(start);
  const { at, rest, run, busy } = useFieldErrors();
  const change = (part: Partial<ProviderDraft>) => setDraft((known) => ({ ...known, ...part }));
  const { settings } = draft;
  const isOidc = settings.kind === 'oidc';
  const test = useMutation({ mutationFn: () => callApi<typeof testProvider>({ method: 'POST', path: '/api/v1/identity-providers/test', body: { settings, secret: secretToSend(draft), id: draft.id } }) });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(() => draft.id
      ? callApi<typeof updateProvider>({ method: 'PUT', path: '/api/v1/identity-providers/[id]', params: { id: draft.id }, body: toBody(draft) })
      : callApi<typeof createProvider>({ method: 'POST', path: '/api/v1/identity-providers', body: toBody(draft) }));
    if (!done) return;
    toast.success(s('saved'));
    await queries.invalidateQueries({ queryKey: accessKeys.providers });
    // The address to register is known only now.
    if (isOidc && !draft.id) setDraft(draftOf(done.answer));
    else onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={draft.id ? s('editNamed', { name: start.name || draft.name }) : s(isOidc ? 'addOidc' : 'addLdap')}
      footer={
        <>
          <Button className="mr-auto" loading={test.isPending} onClick={() => test.mutate()}>{s('test')}</Button>
          <Button onClick={onClose}>{s('cancel')}</Button>
          <Button type="submit" form="provider" variant="primary" loading={busy}>{s('save')}</Button>
        </>
      }
    >
      <form id="provider" className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
        {rest && <FormAlert>{rest}</FormAlert>}
        {test.error && <FormAlert>{test.error.message}</FormAlert>}
        {test.data && <p role="status" className="rounded-md bg-success-soft px-3 py-2 text-[13px] text-success [overflow-wrap:anywhere]">{s('testFound', { found: test.data.found })}</p>}
        {draft.redirectPath && <RedirectAddress path={draft.redirectPath} />}
        <Field label={s('name')} hint={s('nameHint')} error={at('name')}><Input value={draft.name} onChange={(event) => change({ name: event.target.value })} required maxLength={60} autoComplete="off" /></Field>
        {settings.kind === 'oidc'
          ? <OidcFields settings={settings} errorAt={at} onChange={(part) => change({ settings: { ...settings, ...part } })} />
          : <LdapFields settings={settings} errorAt={at} onChange={(part) => change({ settings: { ...settings, ...part } })} />}
        <Field label={s(isOidc ? 'clientSecret' : 'bindPassword')} hint={draft.hasSecret ? s('secretKept') : undefined} error={at('secret')}><PasswordInput value={draft.secret} onChange={(event) => change({ secret: event.target.value })} maxLength={1000} autoComplete="off" /></Field>
        <CheckField label={s('enabled')} checked={draft.enabled} onChange={(enabled) => change({ enabled })} />
        <CheckField label={s('createAccounts')} checked={draft.createAccounts} onChange={(createAccounts) => change({ createAccounts })} />
        {draft.createAccounts && <Field label={s('accountRole')} hint={t(`roleHints.${draft.accountRole}`)}><Select value={draft.accountRole} onValueChange={(role) => change({ accountRole: role as AccountRole })} options={ACCOUNT_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} /></Field>}
        <MappingsField mappings={draft.mappings} errorAt={at} onChange={(mappings) => change({ mappings })} />
      </form>
    </Dialog>
  );
}

function RedirectAddress({ path }: { path: string }) {
  const t = useTranslations('access.signInSettings');
  const address = `${location.origin}${path}`;
  return (
    <div>
      <p className="text-[13px] font-medium">{t('redirect')}</p>
      <div className="mt-1 flex items-center gap-1 rounded-md border border-line bg-muted py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">{address}</code>
        <CopyButton text={address} />
      </div>
    </div>
  );
}
