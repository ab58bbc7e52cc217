'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMe } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useElevationActions } from '@/lib/members/client/use-members';
import { useRoles } from '@/lib/members/client/use-roles';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { useRoleName } from './role-name';

const MINUTES = [30, 60, 240, 480, 1440];

/** Asks for a role for a while; somebody who may decide agrees or refuses. */
export function AskDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const { held } = useMe();
  const { data: roles } = useRoles();
  const { ask } = useElevationActions();
  const fields = useFieldErrors();
  const [group, setGroup] = useState(held[0]?.group ?? '/');
  const [role, setRole] = useState('developer');
  const [minutes, setMinutes] = useState('60');
  const [reason, setReason] = useState('');
  const send = async () => {
    if (await fields.run(() => ask.mutateAsync({ group, role, minutes: Number(minutes), reason }))) onClose();
  };
  const error = (field: string) => fields.at(field) && { error: fields.at(field)! };
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('ask')} description={t('askText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="ask" loading={fields.busy}>{t('send')}</Button></>}>
      <form id="ask" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
        <Field label={t('on')} {...error('group')}><Input value={group} onChange={(event) => setGroup(event.target.value.trim())} spellCheck={false} className="font-mono text-[13px]" /></Field>
        <Field label={t('role')} {...error('role')}><Select value={role} onValueChange={setRole} options={(roles ?? []).filter((one) => one.name !== 'admin').map((one) => ({ value: one.name, label: roleName(one.name) }))} /></Field>
        <Field label={t('howLong')} {...error('minutes')}><Select value={minutes} onValueChange={setMinutes} options={MINUTES.map((value) => ({ value: String(value), label: t('minutes', { minutes: value }) }))} /></Field>
        <Field label={t('reason')} required {...error('reason')}><Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} /></Field>
      </form>
    </Dialog>
  );
}
