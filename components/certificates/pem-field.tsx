'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { FilePicker } from '@/components/ui/file-picker';
import { Textarea } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';

const MOST_BYTES = 100_000;

interface Props {
  label: string;
  hint: string;
  fileLabel: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  error?: string;
}

/** Text that is pasted, or taken out of a file. */
export function PemField({ label, hint, fileLabel, placeholder, value, onChange, error }: Props) {
  const t = useTranslations('certificates');
  const [file, setFile] = useState<File | null>(null);
  const take = async (chosen: File | null) => {
    setFile(chosen);
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) toast.error(t('fileTooLarge'));
    else onChange(await chosen.text());
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} hint={hint} required {...(error && { error })}><Textarea value={value} onChange={(event) => onChange(event.target.value)} placeholder={placeholder} spellCheck={false} autoComplete="off" className="min-h-28 text-xs" /></Field>
      <FilePicker file={file} onChange={(chosen) => void take(chosen)} aria-label={fileLabel} accept=".pem,.crt,.cer,.key,.txt,text/plain" />
    </div>
  );
}
