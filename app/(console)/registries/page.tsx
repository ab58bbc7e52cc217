import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RegistriesPage } from '@/components/registries/registries-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('registries'))('title') });

export default async function Page() {
  await requirePermission('registry:manage');
  return <RegistriesPage />;
}
