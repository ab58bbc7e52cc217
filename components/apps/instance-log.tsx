'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useInstanceLog } from '@/lib/apps/client/use-instance-log';
import type { InstanceDto } from '@/lib/apps/contract';

/** What an instance that ended said last. */
export function InstanceLog({ appId, instance, onClose }: { appId: string; instance: InstanceDto; onClose: () => void }) {
  const t = useTranslations('apps.page');
  const { data, error } = useInstanceLog(appId, instance.id);
  return (
    <Dialog open onOpenChange={onClose} size="lg" title={instance.containerName} description={instance.reason?.detail} footer={<Button onClick={onClose}>{t('close')}</Button>}>
      {error && <ErrorState error={error} />}
      {!data && !error && <SkeletonRows />}
      {data && <CodeBlock code={data.text} label={t('lastLines')} />}
    </Dialog>
  );
}
