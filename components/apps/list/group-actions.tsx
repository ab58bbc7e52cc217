'use client';
import { Building2, FolderInput, FolderPlus, KeyRound, MoreHorizontal, PackagePlus, Pause, Play, RotateCw, Scaling, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { GroupSettingsDialog } from '@/components/groups/group-settings-dialog';
import { groupHref as rulesHref } from '@/components/tenants/group-href';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { DropdownMenu, type MenuItem } from '@/components/ui/dropdown-menu';
import { useRouter } from 'next/navigation';
import type { GroupDto, GroupResult } from '@/lib/apps/contract';
import { GroupConfirm, groupHref, GroupResultDialog, MoveDialog, NewGroupDialog, ScaleGroupDialog, type GroupQuestion } from './group-dialogs';

/** Everything that can be done to a group as one. */
export function GroupActions({ group, totals }: { group: string; totals: GroupDto | undefined }) {
  const t = useTranslations('apps.groups');
  const router = useRouter();
  const [mayDeploy, mayScale, mayAdopt] = [useMay('app:deploy', group), useMay('app:scale', group), useMay('container:manage', '/')];
  const maySeeRules = useMay('quota:view', group);
  const [asked, setAsked] = useState<GroupQuestion | 'settings' | null>(null);
  const [result, setResult] = useState<GroupResult | null>(null);
  const close = () => setAsked(null);
  const done = (next: GroupResult) => { close(); setResult(next); };
  const isRoot = group === '/';
  const empty = (totals?.apps ?? 0) === 0;
  const item = (question: GroupQuestion | 'settings', icon: MenuItem extends infer M ? (M extends { icon?: infer I } ? I : never) : never, more: { danger?: boolean; disabled?: boolean } = {}): MenuItem => ({ label: t(question), icon, onSelect: () => setAsked(question), ...more });
  const items: MenuItem[] = [
    ...(mayDeploy ? [item('new', <FolderPlus />), item('settings', <KeyRound />)] : []),
    ...(maySeeRules ? [{ label: t('rules'), icon: <Building2 />, onSelect: () => router.push(rulesHref(group)) }] : []),
    ...(mayAdopt && mayDeploy ? [{ label: t('adopt'), icon: <PackagePlus />, onSelect: () => router.push('/applications/adopt') }] : []),
    ...(mayScale ? ['separator' as const, item('restart', <RotateCw />, { disabled: empty }), item('scale', <Scaling />, { disabled: empty }), item('suspend', <Pause />, { disabled: empty }), item('resume', <Play />, { disabled: (totals?.statuses.suspended ?? 0) === 0 })] : []),
    ...(mayDeploy && !isRoot ? ['separator' as const, item('move', <FolderInput />), item('delete', <Trash2 />, { danger: true })] : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <DropdownMenu trigger={<Button aria-label={t('menu')}><MoreHorizontal aria-hidden />{isRoot ? t('all') : t('group')}</Button>} items={items} />
      {asked === 'new' && <NewGroupDialog group={group} onClose={close} />}
      {asked === 'settings' && <GroupSettingsDialog group={group} onClose={close} />}
      {asked === 'move' && <MoveDialog from={group} onClose={(to) => { close(); if (to) router.push(groupHref(to)); }} />}
      {asked === 'scale' && <ScaleGroupDialog group={group} onDone={done} onClose={close} />}
      {(asked === 'suspend' || asked === 'resume' || asked === 'restart' || asked === 'delete') && <GroupConfirm question={asked} group={group} totals={totals} onDone={done} onClose={close} />}
      {result && <GroupResultDialog result={result} onClose={() => setResult(null)} />}
    </>
  );
}
