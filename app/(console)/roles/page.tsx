import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RolesPage } from '@/components/members/roles-page';
import { requireUser } from '@/lib/access/server/require-user';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('members'))('roles') });

export default async function Page() {
  await requireUser();
  return <RolesPage />;
}
