import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditPage } from '@/components/history/audit-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('history.page'))('title') });

export default async function Page() {
  await requirePermission('audit:view');
  return <AuditPage />;
}
