import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AppsPage } from '@/components/apps/list/apps-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('apps.list'))('title') });

export default async function Page() {
  await requirePermission('app:view');
  return <AppsPage />;
}
