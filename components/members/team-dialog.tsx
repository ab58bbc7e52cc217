'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';
import { useUsers } from '@/lib/access/client/use-users';
import { useTeamActions } from '@/lib/members/client/use-roles';
import type { TeamDto } from '@/lib/members/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

export function TeamDialog({ team, onClose }: { team: TeamDto | null; onClose: () => void }) {
  const t = useTranslations('members');
  const id = useId();
  const { create, update } = useTeamActions();
  const fields = useFieldErrors();
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<string[]>(team?.members.map((member) => member.id) ?? []);
  const [search, setSearch] = useState('');
  const { data } = useUsers(search);
  const save = async () => {
    if (await fields.run(() => (team ? update.mutateAsync({ id: team.id, name: name.trim(), members }) : create.mutateAsync({ name: name.trim(), members })))) onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={team ? t('editTeam', { team: team.name }) : t('newTeam')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="team" loading={fields.busy} disabled={name.trim() === ''}>{t('save')}</Button></>}>
      <form id="team" className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
        <Field label={t('teamName')} required {...(fields.at('name') && { error: fields.at('name')! })}><Input value={name} onChange={(event) => setName(event.target.value)} maxLength={100} autoComplete="off" /></Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-[13px] font-medium">{t('people', { count: members.length })}</legend>
          <SearchInput value={search} onChange={setSearch} placeholder={t('searchPeople')} />
          <ul className="max-h-64 overflow-y-auto rounded-md border border-line">
            {data?.items.map((user) => (
              <li key={user.id} className="flex items-center gap-2.5 px-3 py-1.5 text-[13px]">
                <Checkbox id={`${id}-${user.id}`} checked={members.includes(user.id)} onCheckedChange={(checked) => setMembers(checked ? [...members, user.id] : members.filter((one) => one !== user.id))} />
                <label htmlFor={`${id}-${user.id}`} className="min-w-0 flex-1 truncate">{user.email} <span className="text-fg-muted">{user.name}</span></label>
              </li>
            ))}
          </ul>
        </fieldset>
      </form>
    </Dialog>
  );
}
