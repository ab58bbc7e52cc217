import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MyAccessPage } from '@/components/members/my-access-page';
import { requireUser } from '@/lib/access/server/require-user';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('members'))('mine') });

export default async function Page() {
  await requireUser();
  return <MyAccessPage />;
}
