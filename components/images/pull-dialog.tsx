'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChosenEnvironment } from '@/components/resources/environment-select';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useImageWork } from '@/lib/images/client/use-image-work';
import { WorkDialog } from './work-dialog';

export function PullDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('images');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [form, setForm] = useState({ image: '', username: '', password: '' });
  const work = useImageWork();
  const start = async () => {
    const { image, ...credentials } = form;
    if (!(await work.run({ path: '/api/v1/environments/[environmentId]/images/pull', params: { environmentId }, body: { image, ...(credentials.username && credentials) } }))) return;
    toast.success(t('pulled', { image }));
    onClose();
  };
  return (
    <WorkDialog title={t('pullTitle')} verb={t('pull')} work={work} environmentId={environmentId} onEnvironment={setChosen} ready={form.image !== ''} onStart={() => void start()} onClose={onClose}>
      <Field label={t('image')} hint={t('imageHint')} required><Input value={form.image} onChange={(event) => setForm({ ...form, image: event.target.value })} placeholder="nginx:1.29" spellCheck={false} /></Field>
      <Credentials value={form} onChange={(change) => setForm({ ...form, ...change })} />
    </WorkDialog>
  );
}

export function Credentials({ value, onChange }: { value: { username: string; password: string }; onChange: (change: Partial<{ username: string; password: string }>) => void }) {
  const t = useTranslations('images');
  return (
    <>
      <Field label={t('username')} hint={t('optional')}><Input value={value.username} onChange={(event) => onChange({ username: event.target.value })} autoComplete="off" /></Field>
      <Field label={t('password')}><Input type="password" value={value.password} onChange={(event) => onChange({ password: event.target.value })} autoComplete="new-password" /></Field>
    </>
  );
}
