'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EnvironmentSelect, useChosenEnvironment } from '@/components/resources/environment-select';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Progress } from '@/components/ui/progress';
import { toast } from '@/components/ui/toast';
import { usePull } from '@/lib/images/client/use-pull';

export function PullDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('images');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [image, setImage] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const { pull, progress, cancel } = usePull();
  const start = async () => {
    setError(undefined);
    try {
      await pull(environmentId, { image, ...(username && { username, password }) });
      toast.success(t('pulled', { image }));
      onClose();
    } catch (failure) {
      if ((failure as Error).name !== 'AbortError') setError((failure as Error).message);
    }
  };
  return (
    <Dialog open onOpenChange={() => { cancel(); onClose(); }} title={t('pullTitle')} footer={<><Button onClick={() => { cancel(); onClose(); }}>{t('cancel')}</Button><Button variant="primary" loading={progress !== null} disabled={!image || !environmentId} onClick={() => void start()}>{t('pull')}</Button></>}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('image')} hint={t('imageHint')} error={error} required><Input value={image} onChange={(event) => setImage(event.target.value)} placeholder="nginx:1.29" spellCheck={false} /></Field>
        <EnvironmentSelect value={environmentId} onChange={setChosen} />
        <Field label={t('username')} hint={t('optional')}><Input value={username} onChange={(event) => setUsername(event.target.value)} autoComplete="off" /></Field>
        <Field label={t('password')}><Input type="password" value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="off" /></Field>
      </div>
      {progress && (
        <ul className="mt-4 flex flex-col gap-2 text-xs" aria-live="polite">
          {[...progress.layers].map(([id, layer]) => <li key={id} className="grid grid-cols-[6.5rem_1fr] items-center gap-x-3 gap-y-1"><span className="font-mono">{id}</span><span className="text-fg-muted">{layer.status}</span><span className="col-span-2"><Progress label={`${id} ${layer.status}`} value={layer.percent ?? 100} /></span></li>)}
          <li className="text-fg-muted">{progress.status}</li>
        </ul>
      )}
    </Dialog>
  );
}
