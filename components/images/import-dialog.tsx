'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChosenEnvironment } from '@/components/resources/environment-select';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FilePicker } from '@/components/ui/file-picker';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useImageWork } from '@/lib/images/client/use-image-work';
import { WorkDialog } from './work-dialog';

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('images');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [kind, setKind] = useState<'images' | 'files'>('images');
  const [reference, setReference] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const work = useImageWork();
  const start = async () => {
    const call = kind === 'images' ? { path: '/api/v1/environments/[environmentId]/images/load' } : { path: '/api/v1/environments/[environmentId]/images/import', query: { reference } };
    if (!(await work.run({ ...call, params: { environmentId }, body: file! }))) return;
    toast.success(t('imported', { name: file!.name }));
    onClose();
  };
  return (
    <WorkDialog title={t('importTitle')} verb={t('import')} work={work} environmentId={environmentId} onEnvironment={setChosen} ready={file !== null && (kind === 'images' || reference !== '')} onStart={() => void start()} onClose={onClose}>
      <div role="group" aria-label={t('importKind')} className="flex flex-wrap items-end gap-1">
        {(['images', 'files'] as const).map((one) => <Button key={one} size="sm" variant={kind === one ? 'primary' : 'secondary'} aria-pressed={kind === one} onClick={() => setKind(one)}>{t(`importKinds.${one}`)}</Button>)}
      </div>
      <div className="sm:col-span-2"><Field label={t('tar')} hint={t(`importHint.${kind}`)} required><FilePicker accept=".tar,.gz,.tgz,.xz,.bz2" file={file} onChange={setFile} /></Field></div>
      {kind === 'files' && <Field label={t('tagName')} required><Input value={reference} onChange={(event) => setReference(event.target.value)} placeholder="team/base:1" spellCheck={false} /></Field>}
    </WorkDialog>
  );
}
