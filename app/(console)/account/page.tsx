import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/access/account/account-page';
import { requireUser } from '@/lib/access/server/require-user';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.account'))('title') });

export default async function Page() {
  const { email, name, locale, permissions } = await requireUser();
  return <AccountPage me={{ email, name, locale, permissions }} />;
}
