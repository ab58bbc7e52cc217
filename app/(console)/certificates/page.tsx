import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CertificatesPage } from '@/components/certificates/certificates-page';
import { requirePermission } from '@/lib/access/server/require-permission';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('certificates'))('title') });

export default async function Page() {
  await requirePermission('certificate:view');
  return <CertificatesPage />;
}
