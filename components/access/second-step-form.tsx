'use client';
import { Fingerprint } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type SecondStep, signInByCode } from '@/lib/access/client/sign-in';
import { PasskeyNotUsed, signInByPasskey } from '@/lib/access/client/passkey';
import { ApiError } from '@/lib/platform/client/call-api';
import { FormAlert } from './form-alert';

export function SecondStepForm({ step, next, onStartAgain }: { step: SecondStep; next: string; onStartAgain: (why?: string) => void }) {
  const t = useTranslations('access.signIn');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const finish = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      window.location.assign(next);
    } catch (problem) {
      if (problem instanceof ApiError && problem.problem.code === 'access.ticket_expired') return onStartAgain(problem.message);
      setError(problem instanceof ApiError ? problem.message : t(problem instanceof PasskeyNotUsed ? 'passkeyFailed' : 'failed'));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const passcode = String(new FormData(event.currentTarget).get('passcode'));
    void finish(() => signInByCode(step.ticket, passcode));
  };
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg font-semibold">{t('secondTitle')}</h1>
        <p className="mt-0.5 text-[13px] text-fg-muted">{t('secondText')}</p>
      </div>
      {error && <FormAlert>{error}</FormAlert>}
      <Field label={t('passcode')}><Input name="passcode" autoComplete="one-time-code" required autoFocus maxLength={64} autoCapitalize="off" spellCheck={false} className="font-mono tracking-widest" /></Field>
      <Button type="submit" variant="primary" loading={busy} className="w-full">{t('continue')}</Button>
      {step.passkeys > 0 && <Button className="w-full" disabled={busy} onClick={() => void finish(() => signInByPasskey(step.ticket))}><Fingerprint aria-hidden />{t('passkeyStep')}</Button>}
      <Button variant="ghost" className="w-full" onClick={() => onStartAgain()}>{t('startAgain')}</Button>
    </form>
  );
}
