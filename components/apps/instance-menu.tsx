'use client';
import { MoreHorizontal, RotateCw, Skull, TrendingDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { InstanceDto } from '@/lib/apps/contract';
import { useForcible } from './use-forcible';

export function InstanceMenu({ appId, instance }: { appId: string; instance: InstanceDto }) {
  const t = useTranslations('apps.instance');
  const may = useMay('app:scale');
  const { kill, restartOne } = useAppActions();
  const { attempt, dialog } = useForcible();
  const [asked, setAsked] = useState<'kill' | 'killAndScale' | null>(null);
  if (!may) return null;
  const of = { appId, instanceId: instance.id };
  return (
    <>
      {dialog}
      <DropdownMenu trigger={<IconButton label={t('menu', { instance: instance.containerName })} icon={<MoreHorizontal />} />} items={[
        { label: t('restart'), icon: <RotateCw />, onSelect: () => void attempt(() => restartOne.mutateAsync(of)) },
        'separator',
        { label: t('kill'), icon: <Skull />, danger: true, onSelect: () => setAsked('kill') },
        { label: t('killAndScale'), icon: <TrendingDown />, danger: true, onSelect: () => setAsked('killAndScale') },
      ]} />
      {asked && <ConfirmDialog open onOpenChange={() => setAsked(null)} title={t(`${asked}Title`, { instance: instance.containerName })} confirmLabel={t(asked)} danger onConfirm={() => attempt(() => kill.mutateAsync({ ...of, scale: asked === 'killAndScale' })).then(() => setAsked(null))}><p>{t(`${asked}Text`)}</p></ConfirmDialog>}
    </>
  );
}
