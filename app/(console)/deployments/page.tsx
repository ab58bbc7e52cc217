import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeploymentsPage } from '@/components/apps/deployments-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('apps.deployments'))('title') });

export default async function Page() {
  await requirePermission('app:view');
  return <DeploymentsPage />;
}
