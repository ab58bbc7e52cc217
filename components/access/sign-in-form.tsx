'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type SecondStep, secondStepInAddress, secondStepOf, signIn } from '@/lib/access/client/sign-in';
import { useHydrated } from '@/lib/access/client/use-hydrated';
import { ApiError } from '@/lib/platform/client/call-api';
import { FormAlert } from './form-alert';
import { OtherWays } from './other-ways';
import { PasswordInput } from './password-input';
import { SecondStepForm } from './second-step-form';

export interface SignInFormProps {
  next: string;
  /** Why a provider's answer did not end in a session. */
  problem?: string;
  providers: { id: string; name: string }[];
  /** A directory may know people by another name than their e-mail. */
  anyLogin: boolean;
}

export function SignInForm({ next, problem: given, providers, anyLogin }: SignInFormProps) {
  const t = useTranslations('access.signIn');
  const [error, setError] = useState(given);
  const [busy, setBusy] = useState(false);
  const [second, setSecond] = useState<SecondStep | null>(() => (typeof window === 'undefined' ? null : secondStepInAddress()));
  const hydrated = useHydrated();
  useEffect(() => { if (second) history.replaceState(history.state, '', location.pathname + location.search); }, [second]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      await signIn(String(form.get('email')), String(form.get('password')));
      // A full load: nothing that was fetched for nobody, or for somebody else, stays in memory.
      window.location.assign(next);
    } catch (problem) {
      const step = secondStepOf(problem);
      setSecond(step);
      if (!step) setError(problem instanceof ApiError ? problem.message : t('failed'));
      setBusy(false);
    }
  };

  if (hydrated && second) return <SecondStepForm step={second} next={next} onStartAgain={(why) => { setSecond(null); setError(why); }} />;
  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg font-semibold">{t('title')}</h1>
        <p className="mt-0.5 text-[13px] text-fg-muted">{t('text')}</p>
      </div>
      {error && <FormAlert>{error}</FormAlert>}
      <Field label={t(anyLogin ? 'login' : 'email')}><Input name="email" type={anyLogin ? 'text' : 'email'} autoComplete="username" required autoFocus maxLength={254} autoCapitalize="off" spellCheck={false} /></Field>
      <Field label={t('password')}><PasswordInput name="password" autoComplete="current-password" required maxLength={1024} /></Field>
      <Button type="submit" variant="primary" loading={busy} disabled={!hydrated} className="mt-1 w-full">{t('submit')}</Button>
      <OtherWays next={next} providers={providers} onError={setError} />
      <p className="text-xs text-fg-muted">{t('forgot')}</p>
    </form>
  );
}
