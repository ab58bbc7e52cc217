import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { SetUpPage } from '@/components/access/second-factor/set-up-page';
import { safeNextPath } from '@/lib/access/model/next-path';
import { currentUser } from '@/lib/access/server/current-user';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.secondFactor'))('pageTitle') });

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeNextPath((await searchParams).next);
  const user = await currentUser();
  if (!user) redirect('/sign-in');
  if (!user.lacksSecondFactor) redirect(next);
  return <SetUpPage next={next} />;
}
