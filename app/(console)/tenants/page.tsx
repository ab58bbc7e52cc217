import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TenantsPage } from '@/components/tenants/tenants-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('tenants'))('title') });

export default async function Page() {
  await requirePermission('quota:view');
  return <TenantsPage />;
}
