import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/access/sign-in-form';
import { safeNextPath } from '@/lib/access/model/next-path';
import { listWaysToSignIn } from '@/lib/access/server/identity/list-ways-to-sign-in';
import { currentUser } from '@/lib/access/server/current-user';

/** What a provider's answer can end with that needs no further facts. */
const TOLD = ['ticket_expired', 'provider_not_found', 'identity_no_email', 'identity_email_unverified', 'identity_no_account', 'identity_disabled'] as const;

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.signIn'))('submit') });

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[]; problem?: string | string[] }> }) {
  const { next: wanted, problem } = await searchParams;
  const next = safeNextPath(wanted);
  if (await currentUser()) redirect(next);
  const [ways, errors] = await Promise.all([listWaysToSignIn(), getTranslations('access.errors')]);
  const told = TOLD.find((code) => code === problem);
  return <SignInForm next={next} {...ways} problem={problem === undefined ? undefined : told ? errors(told) : (await getTranslations('access.signIn'))('providerFailed')} />;
}
