'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, MoreHorizontal, ShieldOff, Trash2, UserCheck, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { Td, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { accessKeys } from '@/lib/access/client/access.keys';
import type { useUsers } from '@/lib/access/client/use-users';
import type { deleteUser, resetSecondFactor, resetUser, updateUser } from '@/lib/access/contract';
import { ACCOUNT_ROLES, type AccountRole } from '@/lib/access/model/role-names';
import { callApi } from '@/lib/platform/client/call-api';
import type { ShownLink } from './link-dialog';

type User = NonNullable<ReturnType<typeof useUsers>['data']>['items'][number];
const TONES: Record<User['state'], Tone> = { active: 'success', invited: 'info', disabled: 'neutral', locked: 'warning' };

export function UserRow({ user, isSelf, onLink }: { user: User; isSelf: boolean; onLink: (link: ShownLink) => void }) {
  const t = useTranslations('access');
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'disable' | 'delete' | 'resetFactor'>();
  const params = { id: user.id };
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => toast.success(t('users.saved')),
    onError: (error) => toast.error(error),
    onSettled: () => queries.invalidateQueries({ queryKey: accessKeys.users }),
  });
  const update = (body: { role?: AccountRole; disabled?: boolean }) => act.mutateAsync(() => callApi<typeof updateUser>({ method: 'PATCH', path: '/api/v1/users/[id]', params, body })).catch(() => undefined);
  const remove = () => act.mutateAsync(() => callApi<typeof deleteUser>({ method: 'DELETE', path: '/api/v1/users/[id]', params })).catch(() => undefined);
  const resetFactor = () => act.mutateAsync(() => callApi<typeof resetSecondFactor>({ method: 'DELETE', path: '/api/v1/users/[id]/second-factor', params })).catch(() => undefined);
  const reset = useMutation({
    mutationFn: () => callApi<typeof resetUser>({ method: 'POST', path: '/api/v1/users/[id]/reset', params }),
    onSuccess: (link) => onLink({ email: user.email, ...link }),
    onError: (error) => toast.error(error),
  });
  return (
    <Tr className="hover:bg-muted/40">
      <Td>
        <div className="flex items-center gap-3 sm:min-w-44">
          <span className="hidden size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent sm:flex" aria-hidden>{[...user.name][0]?.toUpperCase()}</span>
          <span className="min-w-0">
            <span className="flex items-center gap-2 font-medium [overflow-wrap:anywhere]">{user.name}{isSelf && <Badge>{t('users.you')}</Badge>}</span>
            <span className="block text-xs text-fg-muted [overflow-wrap:anywhere]">{user.email}</span>
            {user.state !== 'active' && <span className="mt-1 block sm:hidden"><Badge tone={TONES[user.state]}>{t(`states.${user.state}`)}</Badge></span>}
          </span>
        </div>
      </Td>
      <Td className="align-middle">
        <Select className="w-28 sm:w-32" aria-label={t('users.roleOf', { email: user.email })} value={user.role} onValueChange={(role) => void update({ role: role as AccountRole })} options={ACCOUNT_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} />
      </Td>
      <Td className="hidden align-middle sm:table-cell"><Badge tone={TONES[user.state]}>{t(`states.${user.state}`)}</Badge></Td>
      <Td className="hidden align-middle whitespace-nowrap text-fg-muted sm:table-cell">{user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} /> : t('users.never')}</Td>
      <Td className="text-right align-middle">
        <DropdownMenu
          trigger={<IconButton label={t('users.actionsOf', { email: user.email })} icon={<MoreHorizontal />} />}
          items={[
            { label: t(user.state === 'invited' ? 'users.newInvite' : 'users.reset'), icon: <KeyRound />, disabled: user.state === 'disabled', onSelect: () => reset.mutate() },
            { label: t('users.resetFactor'), icon: <ShieldOff />, onSelect: () => setAsking('resetFactor') },
            user.state === 'disabled'
              ? { label: t('users.enable'), icon: <UserCheck />, onSelect: () => void update({ disabled: false }) }
              : { label: t('users.disable'), icon: <UserX />, onSelect: () => setAsking('disable') },
            'separator',
            { label: t('users.delete'), icon: <Trash2 />, danger: true, onSelect: () => setAsking('delete') },
          ]}
        />
        <ConfirmDialog
          open={asking !== undefined}
          onOpenChange={(open) => { if (!open) setAsking(undefined); }}
          title={t(`users.${asking ?? 'disable'}Title`, { email: user.email })}
          confirmLabel={t(`users.${asking ?? 'disable'}`)}
          danger
          typeToConfirm={asking === 'delete' ? user.email : undefined}
          onConfirm={async () => {
            await (asking === 'delete' ? remove() : asking === 'resetFactor' ? resetFactor() : update({ disabled: true }));
            setAsking(undefined);
          }}
        >
          <p className="text-left">{t(`users.${asking ?? 'disable'}Text`)}</p>
        </ConfirmDialog>
      </Td>
    </Tr>
  );
}
