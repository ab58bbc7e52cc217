'use client';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useRoleActions, useRoles } from '@/lib/members/client/use-roles';
import type { RoleDto } from '@/lib/members/contract';
import { MatrixTable } from './matrix-table';
import { RoleDialog } from './role-dialog';
import { useRoleName } from './role-name';

export function RolesPage() {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const may = useMay('role:manage', '/');
  const { data, error, refetch } = useRoles();
  const { remove } = useRoleActions();
  const [editing, setEditing] = useState<RoleDto | 'new' | null>(null);
  const [removing, setRemoving] = useState<RoleDto | null>(null);
  return (
    <>
      <PageHeader title={t('roles')} description={t('rolesText')} actions={may && <Button variant="primary" onClick={() => setEditing('new')}><Plus aria-hidden />{t('newRole')}</Button>} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      <div className="flex flex-col gap-4">
        <Card>
          <ul className="divide-y divide-line">
            {data?.map((role) => (
              <li key={role.name} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
                <div className="min-w-0 flex-1 basis-72">
                  <h2 className="flex flex-wrap items-center gap-2 text-sm font-semibold">{roleName(role.name)}{role.isBuiltIn && <Badge>{t('builtIn')}</Badge>}{role.name !== 'admin' && <span className="text-xs font-normal text-fg-muted">{t('grantCount', { count: role.grants })}</span>}</h2>
                  <p className="text-[13px] text-fg-muted">{role.isBuiltIn ? t(`roleTexts.${role.name as 'viewer'}`) : role.description}</p>
                  <details className="mt-1"><summary className="cursor-pointer text-xs text-fg-muted">{t('permissionCount', { count: role.permissions.length })}</summary><p className="mt-1.5 flex flex-wrap gap-1">{role.permissions.map((permission) => <Badge key={permission}>{permission}</Badge>)}</p></details>
                </div>
                {may && !role.isBuiltIn && <div className="flex gap-1"><IconButton label={t('editRole', { role: role.name })} icon={<Pencil />} onClick={() => setEditing(role)} /><IconButton label={t('removeRole', { role: role.name })} icon={<Trash2 />} onClick={() => setRemoving(role)} /></div>}
              </li>
            ))}
          </ul>
        </Card>
        <MatrixTable />
      </div>
      {editing && <RoleDialog role={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && <ConfirmDialog open onOpenChange={() => setRemoving(null)} danger title={t('removeRole', { role: removing.name })} confirmLabel={t('remove')} onConfirm={async () => { await remove.mutateAsync(removing.name).catch((failure: unknown) => toast.error(failure)); setRemoving(null); }}><p>{t('removeRoleText')}</p></ConfirmDialog>}
    </>
  );
}
