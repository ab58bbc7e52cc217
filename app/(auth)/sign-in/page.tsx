import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/access/sign-in-form';
import { safeNextPath } from '@/lib/access/model/next-path';
import { currentUser } from '@/lib/access/server/current-user';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.signIn'))('submit') });

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeNextPath((await searchParams).next);
  if (await currentUser()) redirect(next);
  return <SignInForm next={next} />;
}
