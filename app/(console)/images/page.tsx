import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImagesPage } from '@/components/images/images-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('images'))('title') });

export default async function Page() {
  await requirePermission('image:view');
  return <ImagesPage />;
}
