import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportPage } from '@/components/imports/import-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('imports.page'))('title') });

export default async function Page({ searchParams }: { searchParams: Promise<{ group?: string }> }) {
  await requirePermission('app:deploy');
  return <ImportPage group={(await searchParams).group ?? '/'} />;
}
