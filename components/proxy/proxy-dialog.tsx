'use client';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useProxy } from '@/lib/proxy/client/use-proxy';
import { ProxyForm } from './proxy-form';

/** How traffic comes into an environment. */
export function ProxyDialog({ environmentId, name, onClose }: { environmentId: string; name: string; onClose: () => void }) {
  const t = useTranslations('proxy.settings');
  const { data, error } = useProxy(environmentId);
  if (data) return <ProxyForm proxy={data} name={name} onClose={onClose} />;
  return <Dialog open onOpenChange={onClose} title={t('title', { name })} description={t('description')}>{error ? <ErrorState error={error} /> : <SkeletonRows />}</Dialog>;
}
