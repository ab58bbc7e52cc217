'use client';
import { Building2, Copy, EllipsisVertical, Gauge, ImagePlus, Pause, Pencil, Play, RotateCw, Skull, Square, StepForward, SquarePen, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { DropdownMenu, type MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';
import { useContainerActions } from '@/lib/containers/client/use-container-actions';
import type { ContainerAction, ContainerDetail } from '@/lib/containers/contract';
import { applies } from './action-bar';
import { AssignDialog } from './assign-dialog';
import { ActionDialogs, asksFirst, type PendingAction } from './action-dialogs';

const RenameDialog = dynamic(() => import('./rename-dialog').then((module) => module.RenameDialog));
const CommitDialog = dynamic(() => import('./commit-dialog').then((module) => module.CommitDialog));
const LimitsDialog = dynamic(() => import('./limits-dialog').then((module) => module.LimitsDialog));

const ICONS: Record<ContainerAction, LucideIcon> = { start: Play, stop: Square, restart: RotateCw, kill: Skull, pause: Pause, unpause: StepForward, remove: Trash2 };
const IN_SIGHT: readonly ContainerAction[] = ['start', 'unpause', 'stop', 'restart'];
const IN_MENU: readonly ContainerAction[] = ['pause', 'kill', 'remove'];

export function ContainerActions({ container }: { container: ContainerDetail }) {
  const t = useTranslations('containers');
  const router = useRouter();
  const mayOperate = useMay('container:operate', container.app?.path ?? container.group);
  const mayManage = useMay('container:manage', container.app?.path ?? container.group);
  const { mutateAsync, isPending } = useContainerActions();
  const [pending, setPending] = useState<PendingAction | null>(null);
  const [open, setOpen] = useState<'rename' | 'commit' | 'limits' | 'assign' | null>(null);
  const row = { id: container.id, environmentId: container.environmentId, name: container.name, state: container.state.status, app: container.app };
  const base = `/containers/${container.environmentId}/${container.id}`;

  const choose = async (action: ContainerAction) => {
    if (asksFirst(action) || container.app) return setPending({ action, rows: [row] });
    try {
      const { results } = await mutateAsync({ action, items: [{ environmentId: row.environmentId, id: row.id }] });
      for (const { ok, detail } of results) if (!ok) toast.error(detail);
    } catch (error) {
      toast.error(error);
    }
  };
  const done = (removed: boolean) => {
    setPending(null);
    if (removed) router.push('/containers');
  };
  const items: MenuItem[] = [
    ...(mayManage
      ? ([
          { label: t('detail.edit'), icon: <SquarePen />, onSelect: () => router.push(`${base}/edit`) },
          { label: t('detail.duplicate'), icon: <Copy />, onSelect: () => router.push(`/containers/new?environment=${container.environmentId}&from=${container.id}`) },
          { label: t('detail.rename'), icon: <Pencil />, onSelect: () => setOpen('rename') },
          { label: t('detail.limits'), icon: <Gauge />, onSelect: () => setOpen('limits') },
          { label: t('detail.commit'), icon: <ImagePlus />, onSelect: () => setOpen('commit') },
          ...(container.app ? [] : [{ label: t('detail.assign'), icon: <Building2 />, onSelect: () => setOpen('assign') }]),
          'separator',
        ] satisfies MenuItem[])
      : []),
    ...(mayOperate
      ? IN_MENU.map((action) => {
          const Icon = ICONS[action];
          return { label: t(`actions.${action}`), icon: <Icon />, danger: action === 'remove', disabled: !applies(action, row), onSelect: () => void choose(action) };
        })
      : []),
  ];
  return (
    <>
      {mayOperate && IN_SIGHT.filter((action) => applies(action, row)).map((action) => {
        const Icon = ICONS[action];
        return <Button key={action} disabled={isPending} onClick={() => void choose(action)}><Icon aria-hidden />{t(`actions.${action}`)}</Button>;
      })}
      {items.length > 0 && <DropdownMenu trigger={<IconButton label={t('actions.more')} icon={<EllipsisVertical />} className="border border-line" />} items={items} />}
      <ActionDialogs pending={pending} onDone={done} />
      {open === 'rename' && <RenameDialog container={container} onClose={() => setOpen(null)} />}
      {open === 'commit' && <CommitDialog container={container} onClose={() => setOpen(null)} />}
      {open === 'assign' && <AssignDialog container={container} onClose={() => setOpen(null)} />}
      {open === 'limits' && <LimitsDialog container={container} onClose={() => setOpen(null)} />}
    </>
  );
}
