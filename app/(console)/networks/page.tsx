import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NetworksPage } from '@/components/networks/networks-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('networks'))('title') });

export default async function Page() {
  await requirePermission('network:view');
  return <NetworksPage />;
}
