'use client';
import { useTranslations } from 'next-intl';
import { ErrorState } from '@/components/ui/error-state';

export default function ConsoleError({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('platform.shell');
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold">{t('crashed')}</h1>
      <ErrorState error={error} onRetry={reset} />
    </div>
  );
}
