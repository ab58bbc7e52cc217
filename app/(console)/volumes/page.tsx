import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { VolumesPage } from '@/components/volumes/volumes-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('volumes'))('title') });

export default async function Page() {
  await requirePermission('volume:view');
  return <VolumesPage />;
}
