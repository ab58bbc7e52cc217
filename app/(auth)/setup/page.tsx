import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkForm } from '@/components/access/link-form';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('access.link'))('setupTitle') });

export default function SetupPage() {
  return <LinkForm />;
}
