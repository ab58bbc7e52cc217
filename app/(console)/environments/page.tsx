import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EnvironmentsPage } from '@/components/environments/environments-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('environments.list'))('title') });

export default async function Page() {
  await requirePermission('environment:view');
  return <EnvironmentsPage />;
}
