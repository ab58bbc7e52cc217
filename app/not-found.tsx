import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { Button } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations('platform.shell');
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-xl font-semibold">{t('notFound')}</h1>
      <p className="text-fg-muted">{t('notFoundText')}</p>
      <Button asChild><Link href="/">{t('backHome')}</Link></Button>
    </main>
  );
}
