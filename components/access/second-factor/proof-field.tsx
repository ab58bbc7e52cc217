'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { SecondFactor } from '@/lib/access/client/use-second-factor';
import { PasswordInput } from '../password-input';

/** What the server asks again before a factor comes or goes. */
export function ProofField({ kind, error }: { kind: SecondFactor['proof']; error?: string }) {
  const t = useTranslations('access.secondFactor');
  if (kind === 'recent-sign-in') return <p className="text-[13px] text-fg-muted">{t('recent')}</p>;
  if (kind === 'password') return <Field label={t('password')} error={error}><PasswordInput name="proof" autoComplete="current-password" required maxLength={1024} /></Field>;
  return <Field label={t('passcode')} error={error}><Input name="proof" autoComplete="one-time-code" required maxLength={64} /></Field>;
}

export function proofFrom(kind: SecondFactor['proof'], form: HTMLFormElement): { password?: string; passcode?: string } {
  const typed = String(new FormData(form).get('proof') ?? '');
  return kind === 'password' ? { password: typed } : kind === 'passcode' ? { passcode: typed } : {};
}
