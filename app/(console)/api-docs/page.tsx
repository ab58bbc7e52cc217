import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ApiDocsPage } from '@/components/api-docs/api-docs-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.apiDocs'))('title') });

export default async function Page() {
  await requirePermission();
  return <ApiDocsPage />;
}
