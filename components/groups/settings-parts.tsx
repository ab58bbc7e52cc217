'use client';
import { useMay } from '@/components/shell/me-context';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { useSettingActions, useSettings } from '@/lib/groups/client/use-settings';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

/** What the apps of a group may name in their env. Secrets are set here and never shown. */
export function SettingsParts({ group }: { group: string }) {
  const t = useTranslations('groups.settings');
  const { data } = useSettings(group);
  const actions = useSettingActions(group);
  const may = useMay('secret:write', group);
  return (
    <div className="flex flex-col gap-6 text-sm">
      <p className="text-fg-muted">{t('intro')}</p>
      <Part kind="variable" group={group} may={may} rows={(data?.variables ?? []).map(({ value, ...row }) => ({ ...row, shown: value }))} save={actions.putVariable} remove={(name) => actions.deleteVariable.mutateAsync(name)} />
      <Part kind="secret" group={group} may={may} rows={(data?.secrets ?? []).map(({ version, ...row }) => ({ ...row, shown: t('version', { version }) }))} save={actions.putSecret} remove={(name) => actions.deleteSecret.mutateAsync(name)} />
    </div>
  );
}

interface PartProps {
  kind: 'variable' | 'secret';
  group: string;
  may: boolean;
  rows: { name: string; shown: string; from: string; updatedAt: string; updatedBy: string }[];
  save: { mutateAsync: (input: { name: string; value: string }) => Promise<unknown>; isPending: boolean };
  remove: (name: string) => Promise<unknown>;
}

function Part({ kind, group, may, rows, save, remove }: PartProps) {
  const t = useTranslations('groups.settings');
  const fields = useFieldErrors();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const add = () => fields.run(async () => { await save.mutateAsync({ name: name.trim(), value }); setName(''); setValue(''); });
  return (
    <section aria-label={t(`${kind}s`)} className="flex flex-col gap-2">
      <h3 className="font-semibold">{t(`${kind}s`)}</h3>
      {rows.length > 0 && (
        <Table label={t(`${kind}s`)}>
          <THead><Tr><Th>{t('name')}</Th><Th>{t('value')}</Th><Th>{t('from')}</Th><Th>{t('changed')}</Th><Th /></Tr></THead>
          <TBody>
            {rows.map((row) => (
              <Tr key={row.name}>
                <Td className="font-mono text-xs">{row.name}</Td>
                <Td className="max-w-64 truncate font-mono text-xs" title={row.shown}>{row.shown}</Td>
                <Td className="text-xs text-fg-muted">{row.from === group ? t('here') : row.from}</Td>
                <Td className="text-xs whitespace-nowrap text-fg-muted"><RelativeTime at={row.updatedAt} /> · {row.updatedBy}</Td>
                <Td>{may && row.from === group && <IconButton label={t('remove', { name: row.name })} icon={<Trash2 />} onClick={() => void fields.run(() => remove(row.name))} />}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
      {rows.length === 0 && !may && <p className="text-[13px] text-fg-muted">{t('none')}</p>}
      {may && <form className="flex flex-wrap items-end gap-2" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <div className="min-w-40 flex-1"><Field label={t('name')} {...(fields.at('name') && { error: fields.at('name')! })}><Input value={name} onChange={(event) => setName(event.target.value)} spellCheck={false} className="font-mono text-[13px]" placeholder={kind === 'secret' ? 'DB_PASSWORD' : 'DB_HOST'} /></Field></div>
        <div className="min-w-40 flex-1"><Field label={t('value')} {...((fields.at('value') ?? fields.at('secret')) && { error: (fields.at('value') ?? fields.at('secret'))! })}><Input type={kind === 'secret' ? 'password' : 'text'} autoComplete="new-password" value={value} onChange={(event) => setValue(event.target.value)} spellCheck={false} className="font-mono text-[13px]" /></Field></div>
        <Button type="submit" loading={save.isPending} disabled={name.trim() === '' || (kind === 'secret' && value === '')}>{t('set')}</Button>
      </form>}
      {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
    </section>
  );
}
