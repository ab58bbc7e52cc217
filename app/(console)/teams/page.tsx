import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TeamsPage } from '@/components/members/teams-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('members'))('teams') });

export default async function Page() {
  await requirePermission('user:manage');
  return <TeamsPage />;
}
