'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkDialog, type ShownLink } from '@/components/access/users/link-dialog';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useTokens } from '@/lib/access/client/use-tokens';
import { useGrantActions } from '@/lib/members/client/use-members';
import { useRoles } from '@/lib/members/client/use-roles';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { useRoleName } from './role-name';

const HOUR_MS = 3_600_000;
const SPANS = { never: null, day: 24, week: 168, month: 720 } as const;

/** Gives a role on a group to a person, a team or one of the own tokens. A person without an account gets one, and a link to show. */
export function GrantDialog({ group, onClose }: { group: string; onClose: () => void }) {
  const t = useTranslations('members');
  const roleName = useRoleName();
  const { data: roles } = useRoles();
  const tokens = useTokens().data?.items;
  const { create } = useGrantActions();
  const fields = useFieldErrors();
  const [kind, setKind] = useState<'user' | 'team' | 'token'>('user');
  const [who, setWho] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState('developer');
  const [span, setSpan] = useState<keyof typeof SPANS>('never');
  const [link, setLink] = useState<ShownLink>();
  const give = async () => {
    const hours = SPANS[span];
    const subject = kind === 'user' ? { kind, email: who.trim(), ...(name.trim() && { name: name.trim() }) } : kind === 'team' ? { kind, name: who.trim() } : { kind, id: who || tokens?.[0]?.id || '' };
    const done = await fields.run(() => create.mutateAsync({ group, role, subject, endsAt: hours === null ? null : new Date(Date.now() + hours * HOUR_MS).toISOString() }));
    if (!done) return;
    if (done.answer.link) setLink({ email: who.trim(), ...done.answer.link });
    else onClose();
  };
  if (link) return <LinkDialog link={link} onClose={onClose} />;
  const error = (...names: string[]) => { const found = names.map(fields.at).find(Boolean); return found && { error: found }; };
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('giveTitle', { group })} description={t('giveText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="grant" loading={fields.busy}>{t('give')}</Button></>}>
      <form id="grant" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void give(); }}>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
        <Field label={t('kind')}><Select value={kind} onValueChange={(value) => { setKind(value as typeof kind); setWho(''); }} options={(['user', 'team', 'token'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))} /></Field>
        {kind === 'user' && <Field label={t('email')} required {...error('subject.email')}><Input type="email" value={who} onChange={(event) => setWho(event.target.value)} autoComplete="off" /></Field>}
        {kind === 'user' && <Field label={t('name')} hint={t('nameHint')} {...error('subject.name')}><Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" maxLength={100} /></Field>}
        {kind === 'team' && <Field label={t('teamName')} required {...error('subject.name')}><Input value={who} onChange={(event) => setWho(event.target.value)} autoComplete="off" /></Field>}
        {kind === 'token' && <Field label={t('token')} hint={t('tokenHint')} {...error('subject.id')}><Select value={who || (tokens?.[0]?.id ?? '')} onValueChange={setWho} options={(tokens ?? []).map((token) => ({ value: token.id, label: `${token.name} (${token.prefix}…)` }))} /></Field>}
        <Field label={t('role')} {...error('role')}><Select value={role} onValueChange={setRole} options={(roles ?? []).filter((one) => one.name !== 'admin').map((one) => ({ value: one.name, label: roleName(one.name) }))} /></Field>
        <Field label={t('until')} {...error('endsAt')}><Select value={span} onValueChange={(value) => setSpan(value as typeof span)} options={(Object.keys(SPANS) as (keyof typeof SPANS)[]).map((value) => ({ value, label: t(`spans.${value}`) }))} /></Field>
      </form>
    </Dialog>
  );
}
