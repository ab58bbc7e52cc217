'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { AppSpecInput } from '@/lib/apps/spec';

type Env = NonNullable<AppSpecInput['env']>;
type Kind = 'value' | 'secret' | 'variable';
const KINDS: Kind[] = ['value', 'secret', 'variable'];
const kindOf = (value: Env[string]): Kind => (typeof value === 'string' ? 'value' : 'secret' in value ? 'secret' : 'variable');
const textOf = (value: Env[string]) => (typeof value === 'string' ? value : 'secret' in value ? value.secret : value.variable);
const make = (kind: Kind, text: string): Env[string] => (kind === 'value' ? text : kind === 'secret' ? { secret: text } : { variable: text });

/** Names with values, or with what stands for them in the group. Rows are kept as typed, since two may have one name for a moment. */
export function EnvFields({ value, onChange, error }: { value: Env; onChange: (value: Env) => void; error?: string | undefined }) {
  const t = useTranslations('apps.form');
  const [rows, setRows] = useState(() => Object.entries(value));
  const change = (next: [string, Env[string]][]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(([name]) => name !== '')));
  };
  const repeated = rows.find(([name], index) => name !== '' && rows.findIndex(([other]) => other === name) !== index)?.[0];
  const set = (index: number, row: [string, Env[string]]) => change(rows.map((one, at) => (at === index ? row : one)));
  return (
    <>
      {rows.map(([name, one], index) => (
        <div key={index} className="flex flex-wrap items-center gap-2 sm:flex-nowrap">
          <Input aria-label={t('name')} placeholder={t('name')} className="min-w-0 flex-1 font-mono text-[13px] sm:max-w-64" value={name} onChange={(event) => set(index, [event.target.value, one])} spellCheck={false} />
          <Select aria-label={t('envKind')} className="w-32 shrink-0" value={kindOf(one)} onValueChange={(kind) => set(index, [name, make(kind as Kind, textOf(one))])} options={KINDS.map((kind) => ({ value: kind, label: t(`envKinds.${kind}`) }))} />
          <Input aria-label={t('value')} placeholder={kindOf(one) === 'value' ? t('value') : t('nameInGroup')} className="min-w-0 basis-3/4 font-mono text-[13px] sm:basis-auto" value={textOf(one)} onChange={(event) => set(index, [name, make(kindOf(one), event.target.value)])} spellCheck={false} />
          <IconButton label={t('remove')} icon={<Trash2 />} onClick={() => change(rows.filter((_, at) => at !== index))} />
        </div>
      ))}
      {rows.some(([, one]) => typeof one !== 'string') && <p className="text-xs text-fg-muted">{t('envKindHint')}</p>}
      {(error || repeated) && <p role="alert" className="text-xs text-danger">{error ?? t('nameRepeated', { name: repeated! })}</p>}
      <Button size="sm" className="self-start" onClick={() => setRows([...rows, ['', '']])}><Plus aria-hidden />{t('addVariable')}</Button>
    </>
  );
}
