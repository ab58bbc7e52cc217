'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { useImageWork } from '@/lib/images/client/use-image-work';
import { Credentials } from './pull-dialog';
import { WorkDialog } from './work-dialog';

export function PushDialog({ environmentId, tags, onClose }: { environmentId: string; tags: string[]; onClose: () => void }) {
  const t = useTranslations('images');
  const [image, setImage] = useState(tags[0]!);
  const [credentials, setCredentials] = useState({ username: '', password: '' });
  const work = useImageWork();
  const start = async () => {
    if (!(await work.run({ path: '/api/v1/environments/[environmentId]/images/push', params: { environmentId }, body: { image, ...(credentials.username && credentials) } }))) return;
    toast.success(t('pushed', { image }));
    onClose();
  };
  return (
    <WorkDialog title={t('pushTitle')} verb={t('push')} work={work} environmentId={environmentId} ready onStart={() => void start()} onClose={onClose}>
      <div className="sm:col-span-2"><Field label={t('image')} hint={t('pushHint')}><Select value={image} onValueChange={setImage} options={tags.map((value) => ({ value, label: value }))} /></Field></div>
      <Credentials value={credentials} onChange={(change) => setCredentials({ ...credentials, ...change })} />
    </WorkDialog>
  );
}
