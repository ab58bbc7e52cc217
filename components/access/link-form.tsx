'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { secondStepAddress, secondStepOf, signIn } from '@/lib/access/client/sign-in';
import { useHydrated } from '@/lib/access/client/use-hydrated';
import { useOneTimeLink } from '@/lib/access/client/use-one-time-link';
import type { acceptLink } from '@/lib/access/contract';
import { ApiError, callApi } from '@/lib/platform/client/call-api';
import { FormAlert } from './form-alert';
import { PasswordInput } from './password-input';

const tokenInAddress = () => new URLSearchParams(location.hash.slice(1)).get('token') ?? new URLSearchParams(location.search).get('token') ?? '';

/** The page behind setup, invite and reset links. What the link is for, the server says. */
export function LinkForm() {
  const t = useTranslations('access.link');
  const inBrowser = useHydrated();
  const [token] = useState(() => (typeof window === 'undefined' ? '' : tokenInAddress()));
  // Out of the address bar, and so out of the history and of what a person copies from there.
  useEffect(() => { if (token) history.replaceState(history.state, '', location.pathname); }, [token]);
  const link = useOneTimeLink(token);

  if (inBrowser && !token) return <DeadEnd text={t('missing')} />;
  if (link.error) return <DeadEnd text={link.error.message} />;
  if (!inBrowser || !link.data) return <div className="flex flex-col gap-4" aria-busy><Skeleton className="h-6 w-40" /><Skeleton className="h-9" /><Skeleton className="h-9" /></div>;
  return <AcceptForm token={token} link={link.data} />;
}

function DeadEnd({ text }: { text: string }) {
  const t = useTranslations('access.link');
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-lg font-semibold">{t('deadTitle')}</h1>
      <FormAlert>{text}</FormAlert>
      <Button asChild className="w-full"><Link href="/sign-in">{t('toSignIn')}</Link></Button>
    </div>
  );
}

type LinkFacts = NonNullable<ReturnType<typeof useOneTimeLink>['data']>;

function AcceptForm({ token, link }: { token: string; link: LinkFacts }) {
  const t = useTranslations('access.link');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    const password = String(form.get('password'));
    if (password !== form.get('repeated')) return setErrors({ repeated: t('differs') });
    setBusy(true);
    setErrors({});
    try {
      const { email } = await callApi<typeof acceptLink>({
        method: 'POST', path: '/api/v1/links/accept', body: { token, password, ...(link.email === null && { email: text('email'), name: text('name') }) },
      });
      await signIn(email, password);
      window.location.assign('/');
    } catch (error) {
      const second = secondStepOf(error);
      if (second) return window.location.assign(secondStepAddress(second));
      setErrors(fieldErrors(error, t('failed')));
      setBusy(false);
    }
  };

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg font-semibold">{t(`${link.kind}Title`)}</h1>
        <p className="mt-0.5 text-[13px] break-words text-fg-muted">{t(`${link.kind}Text`, { email: link.email ?? '', name: link.name ?? '' })}</p>
      </div>
      {errors.form && <FormAlert>{errors.form}</FormAlert>}
      {link.email === null ? (
        <>
          <Field label={t('name')} error={errors.name}><Input name="name" autoComplete="name" required maxLength={100} autoFocus /></Field>
          <Field label={t('email')} error={errors.email} hint={t('emailHint')}><Input name="email" type="email" autoComplete="username" required maxLength={254} /></Field>
        </>
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
      )}
      <Field label={t('password')} hint={t('passwordHint')} error={errors.password}><PasswordInput name="password" autoComplete="new-password" required minLength={10} maxLength={256} /></Field>
      <Field label={t('repeated')} error={errors.repeated}><PasswordInput name="repeated" autoComplete="new-password" required maxLength={256} /></Field>
      <Button type="submit" variant="primary" loading={busy} className="mt-1 w-full">{t(`${link.kind}Submit`)}</Button>
    </form>
  );
}

/** A refusal that names a field stands beside it; any other above the form. */
function fieldErrors(error: unknown, otherwise: string): Record<string, string> {
  if (!(error instanceof ApiError)) return { form: otherwise };
  const named = (error.problem.errors ?? []).map(({ path, message }) => [path.replace(/^\$\./, ''), message] as const).filter(([name]) => ['email', 'name', 'password'].includes(name));
  return named.length > 0 ? Object.fromEntries(named) : { form: error.message };
}
