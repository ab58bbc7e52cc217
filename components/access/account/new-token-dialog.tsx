'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { accessKeys } from '@/lib/access/client/access.keys';
import type { createToken } from '@/lib/access/contract';
import { callApi } from '@/lib/platform/client/call-api';
import type { Permission } from '@/lib/platform/endpoint';
import { FormAlert } from '../form-alert';
import { SecretOnce } from '../secret-once';
import { PermissionPicker } from './permission-picker';

const LIFETIMES_DAYS = [7, 30, 90, 365] as const;
const NEVER = 'never';

export function NewTokenDialog({ permissions, onClose }: { permissions: readonly Permission[]; onClose: () => void }) {
  const t = useTranslations('access.account');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState('90');
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(() => new Set(permissions.filter((one) => one.endsWith(':view'))));
  const create = useMutation({
    mutationFn: () =>
      callApi<typeof createToken>({ method: 'POST', path: '/api/v1/tokens', body: { name, permissions: [...chosen], expiresInDays: lifetime === NEVER ? null : Number(lifetime) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: accessKeys.tokens }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  if (create.data) {
    return (
      <Dialog open onOpenChange={onClose} title={t('tokenMade', { name: create.data.name })} footer={<Button variant="primary" onClick={onClose}>{t('done')}</Button>}>
        <SecretOnce label={t('token')} value={create.data.token} warning={t('tokenShown')} />
        <p className="mt-4 text-[13px] text-fg-muted">{t('tokenUse')}</p>
        <pre className="mt-1 overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs">{`curl -H "Authorization: Bearer $GANTRY_TOKEN" ${location.origin}/api/v1/me`}</pre>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('newToken')}
      description={t('newTokenText')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form="new-token" variant="primary" loading={create.isPending} disabled={name.trim() === '' || chosen.size === 0}>{t('create')}</Button>
        </>
      }
    >
      <form id="new-token" onSubmit={submit} className="flex flex-col gap-4">
        {create.error && <FormAlert>{create.error.message}</FormAlert>}
        <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
          <Field label={t('tokenName')}><Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={100} autoFocus placeholder={t('tokenNameExample')} /></Field>
          <Field label={t('expiry')}>
            <Select value={lifetime} onValueChange={setLifetime} options={[...LIFETIMES_DAYS.map((days) => ({ value: String(days), label: t('days', { count: days }) })), { value: NEVER, label: t('neverExpires') }]} />
          </Field>
        </div>
        <PermissionPicker offered={permissions} chosen={chosen} onChange={setChosen} />
      </form>
    </Dialog>
  );
}
