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
import type { inviteUser } from '@/lib/access/contract';
import { ACCOUNT_ROLES, type AccountRole } from '@/lib/access/model/role-names';
import { ApiError, callApi } from '@/lib/platform/client/call-api';
import { FormAlert } from '../form-alert';
import type { ShownLink } from './link-dialog';

export function InviteDialog({ onClose, onLink }: { onClose: () => void; onLink: (link: ShownLink) => void }) {
  const t = useTranslations('access');
  const queries = useQueryClient();
  const [role, setRole] = useState<AccountRole>('developer');
  const invite = useMutation({
    mutationFn: (body: { email: string; name: string; role: AccountRole }) => callApi<typeof inviteUser>({ method: 'POST', path: '/api/v1/users', body }),
    onSuccess: async ({ user, link }) => {
      await queries.invalidateQueries({ queryKey: accessKeys.users });
      onLink({ email: user.email, ...link });
    },
  });
  const emailError = invite.error instanceof ApiError ? invite.error.problem.errors?.find(({ path }) => path === '$.email')?.message : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    invite.mutate({ email: String(form.get('email')), name: String(form.get('name')), role });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t('users.inviteTitle')}
      description={t('users.inviteText')}
      footer={
        <>
          <Button onClick={onClose}>{t('users.cancel')}</Button>
          <Button type="submit" form="invite" variant="primary" loading={invite.isPending}>{t('users.makeLink')}</Button>
        </>
      }
    >
      <form id="invite" onSubmit={submit} className="flex flex-col gap-4">
        {invite.error && !emailError && <FormAlert>{invite.error.message}</FormAlert>}
        <Field label={t('users.name')}><Input name="name" required maxLength={100} autoFocus autoComplete="off" /></Field>
        <Field label={t('users.email')} error={emailError}><Input name="email" type="email" required maxLength={254} autoComplete="off" /></Field>
        <Field label={t('users.role')} hint={t(`roleHints.${role}`)}>
          <Select value={role} onValueChange={(value) => setRole(value as AccountRole)} options={ACCOUNT_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} />
        </Field>
      </form>
    </Dialog>
  );
}
