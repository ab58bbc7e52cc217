'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import type { changePassword } from '@/lib/access/contract';
import { ApiError, callApi } from '@/lib/platform/client/call-api';
import { FormAlert } from '../form-alert';
import { PasswordInput } from '../password-input';

export function PasswordCard({ email }: { email: string }) {
  const t = useTranslations('access.account');
  const queries = useQueryClient();
  // A new key empties the uncontrolled fields.
  const [round, setRound] = useState(0);
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => callApi<typeof changePassword>({ method: 'PUT', path: '/api/v1/me/password', body }),
    onSuccess: async () => {
      toast.success(t('passwordChanged'));
      setRound(round + 1);
      await queries.invalidateQueries({ queryKey: accessKeys.sessions });
    },
  });
  const named = change.error instanceof ApiError ? Object.fromEntries((change.error.problem.errors ?? []).map(({ path, message }) => [path, message])) : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({ currentPassword: String(form.get('current')), newPassword: String(form.get('new')) });
  };
  return (
    <Card>
      <CardHeader><CardTitle>{t('password')}</CardTitle></CardHeader>
      <CardBody>
        <form key={round} className="flex flex-col gap-4" onSubmit={submit}>
          {change.error && Object.keys(named).length === 0 && <FormAlert>{change.error.message}</FormAlert>}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <Field label={t('currentPassword')} error={named['$.currentPassword']}><PasswordInput name="current" autoComplete="current-password" required maxLength={1024} /></Field>
          <Field label={t('newPassword')} hint={t('passwordHint')} error={named['$.newPassword']}><PasswordInput name="new" autoComplete="new-password" required minLength={10} maxLength={256} /></Field>
          <div><Button type="submit" variant="primary" loading={change.isPending}>{t('changePassword')}</Button></div>
        </form>
      </CardBody>
    </Card>
  );
}
