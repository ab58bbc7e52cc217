import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RoutesPage } from '@/components/routes/routes-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('routes.list'))('title') });

export default async function Page() {
  await requirePermission('app:view');
  return <RoutesPage />;
}
