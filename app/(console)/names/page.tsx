import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NamesPage } from '@/components/names/names-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('names'))('title') });

export default async function Page() {
  await requirePermission('environment:manage');
  return <NamesPage />;
}
