'use client';
import { Pencil, Plus, Trash2, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useTeamActions, useTeams } from '@/lib/members/client/use-roles';
import type { TeamDto } from '@/lib/members/contract';
import { TeamDialog } from './team-dialog';

export function TeamsPage() {
  const t = useTranslations('members');
  const { data, error, refetch } = useTeams();
  const { remove } = useTeamActions();
  const [editing, setEditing] = useState<TeamDto | 'new' | null>(null);
  const [removing, setRemoving] = useState<TeamDto | null>(null);
  const add = <Button variant="primary" onClick={() => setEditing('new')}><Plus aria-hidden />{t('newTeam')}</Button>;
  return (
    <>
      <PageHeader title={t('teams')} description={t('teamsText')} actions={data && data.length > 0 && add} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.length === 0 && <Card><EmptyState icon={<Users />} title={t('noTeams')} description={t('noTeamsText')} action={add} /></Card>}
      {data && data.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {data.map((team) => (
              <li key={team.id} className="flex items-start gap-4 px-4 py-3">
                <div className="min-w-0 flex-1"><h2 className="text-sm font-semibold">{team.name} <span className="text-xs font-normal text-fg-muted">{t('grantCount', { count: team.grants })}</span></h2><p className="text-[13px] text-fg-muted [overflow-wrap:anywhere]">{team.members.length === 0 ? t('emptyTeam') : team.members.map(({ email }) => email).join(', ')}</p></div>
                <div className="flex gap-1"><IconButton label={t('editTeam', { team: team.name })} icon={<Pencil />} onClick={() => setEditing(team)} /><IconButton label={t('removeTeam', { team: team.name })} icon={<Trash2 />} onClick={() => setRemoving(team)} /></div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {editing && <TeamDialog team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && <ConfirmDialog open onOpenChange={() => setRemoving(null)} danger title={t('removeTeam', { team: removing.name })} confirmLabel={t('remove')} onConfirm={async () => { await remove.mutateAsync(removing.id).catch((failure: unknown) => toast.error(failure)); setRemoving(null); }}><p>{t('removeTeamText', { count: removing.grants })}</p></ConfirmDialog>}
    </>
  );
}
