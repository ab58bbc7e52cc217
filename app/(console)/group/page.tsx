import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GroupPage } from '@/components/tenants/group-page';
import { requireUser } from '@/lib/access/server/require-user';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('tenants'))('groupTitle') });

export default async function Page() {
  await requireUser();
  return <GroupPage />;
}
