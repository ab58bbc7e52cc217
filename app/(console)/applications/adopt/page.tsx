import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AdoptPage } from '@/components/apps/adopt-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('apps.adopt'))('title') });

export default async function Page() {
  await requirePermission('container:manage');
  return <AdoptPage />;
}
