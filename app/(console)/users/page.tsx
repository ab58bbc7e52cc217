import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UsersPage } from '@/components/access/users/users-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.users'))('title') });

export default async function Page() {
  const { id } = await requirePermission('user:manage');
  return <UsersPage ownId={id} />;
}
