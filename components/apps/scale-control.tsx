'use client';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMay } from '@/components/shell/me-context';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto } from '@/lib/apps/contract';

export function ScaleControl({ app }: { app: AppDetailDto }) {
  const t = useTranslations('apps.page');
  const may = useMay('app:scale');
  const { scale } = useAppActions();
  const to = (instances: number) => scale.mutateAsync({ appId: app.id, instances }).catch((error: unknown) => toast.error(error));
  const { wanted, ready } = app.instances;
  return (
    <span className="flex items-center gap-1 text-sm tabular-nums">
      <span className="mr-1 text-fg-muted">{t('readyOf', { ready, wanted })}</span>
      {may && <IconButton label={t('fewer')} icon={<Minus />} disabled={wanted === 0 || scale.isPending} onClick={() => void to(wanted - 1)} />}
      {may && <IconButton label={t('more')} icon={<Plus />} disabled={scale.isPending} onClick={() => void to(wanted + 1)} />}
    </span>
  );
}
