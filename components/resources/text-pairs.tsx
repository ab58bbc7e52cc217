'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';

export type Pairs = [string, string][];
export const pairsToRecord = (pairs: Pairs) => Object.fromEntries(pairs.filter(([name]) => name !== ''));

/** Names with values: labels, options of a driver. */
export function TextPairs({ label, value, onChange }: { label: string; value: Pairs; onChange: (value: Pairs) => void }) {
  const t = useTranslations('environments.pairs');
  const set = (index: number, pair: [string, string]) => onChange(value.map((one, at) => (at === index ? pair : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[13px] font-medium">{label}</legend>
      {value.map(([name, text], index) => (
        <div key={index} className="flex items-center gap-2">
          <Input aria-label={`${label}: ${t('name')}`} placeholder={t('name')} value={name} onChange={(event) => set(index, [event.target.value, text])} spellCheck={false} />
          <Input aria-label={`${label}: ${t('value')}`} placeholder={t('value')} value={text} onChange={(event) => set(index, [name, event.target.value])} spellCheck={false} />
          <IconButton label={t('remove')} icon={<Trash2 />} onClick={() => onChange(value.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button size="sm" className="self-start" onClick={() => onChange([...value, ['', '']])}><Plus aria-hidden />{t('add')}</Button>
    </fieldset>
  );
}
