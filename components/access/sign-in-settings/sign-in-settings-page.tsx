'use client';
import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { PolicyCard } from './policy-card';
import { ProvidersCard } from './providers-card';

export function SignInSettingsPage() {
  const t = useTranslations('access.signInSettings');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid max-w-5xl gap-4">
        <PolicyCard />
        <ProvidersCard />
      </div>
    </>
  );
}
