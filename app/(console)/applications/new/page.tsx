import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeployForm } from '@/components/apps/deploy-form';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('apps.list'))('new') });

export default async function Page({ searchParams }: { searchParams: Promise<{ group?: string }> }) {
  await requirePermission('app:deploy');
  return <DeployForm group={(await searchParams).group ?? '/'} />;
}
