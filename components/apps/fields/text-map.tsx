'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';

interface TextMapProps {
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
  add: string;
  error?: string;
}

/** Names with values. Rows are kept as typed, since two may have one name for a moment. */
export function TextMap({ value, onChange, add, error }: TextMapProps) {
  const t = useTranslations('apps.form');
  const [rows, setRows] = useState(() => Object.entries(value));
  const change = (next: [string, string][]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(([name]) => name !== '')));
  };
  const repeated = rows.find(([name], index) => name !== '' && rows.findIndex(([other]) => other === name) !== index)?.[0];
  return (
    <>
      {rows.map(([name, text], index) => (
        <div key={index} className="flex items-center gap-2">
          <Input aria-label={t('name')} placeholder={t('name')} className="max-w-64 font-mono text-[13px]" value={name} onChange={(event) => change(rows.map((row, at) => (at === index ? [event.target.value, row[1]] : row)))} spellCheck={false} />
          <Input aria-label={t('value')} placeholder={t('value')} className="font-mono text-[13px]" value={text} onChange={(event) => change(rows.map((row, at) => (at === index ? [row[0], event.target.value] : row)))} spellCheck={false} />
          <IconButton label={t('remove')} icon={<Trash2 />} onClick={() => change(rows.filter((_, at) => at !== index))} />
        </div>
      ))}
      {(error || repeated) && <p role="alert" className="text-xs text-danger">{error ?? t('nameRepeated', { name: repeated! })}</p>}
      <Button size="sm" className="self-start" onClick={() => setRows([...rows, ['', '']])}><Plus aria-hidden />{add}</Button>
    </>
  );
}
