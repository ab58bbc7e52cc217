'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PermissionPicker } from '@/components/access/account/permission-picker';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useRoleActions } from '@/lib/members/client/use-roles';
import type { RoleDto } from '@/lib/members/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { PERMISSIONS, type Permission } from '@/lib/platform/endpoint';

export function RoleDialog({ role, onClose }: { role: RoleDto | null; onClose: () => void }) {
  const t = useTranslations('members');
  const { create, update } = useRoleActions();
  const fields = useFieldErrors();
  const [name, setName] = useState(role?.name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [permissions, setPermissions] = useState<ReadonlySet<Permission>>(new Set(role?.permissions ?? ['app:view']));
  const save = async () => {
    if (await fields.run(() => (role ? update : create).mutateAsync({ name: name.trim(), description, permissions: [...permissions] }))) onClose();
  };
  const error = (field: string) => fields.at(field) && { error: fields.at(field)! };
  return (
    <Dialog open onOpenChange={onClose} title={role ? t('editRole', { role: role.name }) : t('newRole')} description={t('newRoleText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="role" loading={fields.busy} disabled={permissions.size === 0}>{t('save')}</Button></>}>
      <form id="role" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
        {!role && <Field label={t('roleName')} hint={t('roleNameHint')} required {...error('name')}><Input value={name} onChange={(event) => setName(event.target.value)} spellCheck={false} autoComplete="off" placeholder="on-call" className="font-mono text-[13px]" /></Field>}
        <Field label={t('description')} {...error('description')}><Input value={description} onChange={(event) => setDescription(event.target.value)} maxLength={500} /></Field>
        <PermissionPicker offered={PERMISSIONS} chosen={permissions} onChange={setPermissions} />
      </form>
    </Dialog>
  );
}
