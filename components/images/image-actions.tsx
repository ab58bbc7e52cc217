'use client';
import { Download, Tag, Trash2, Upload, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RemoveDialog } from '@/components/resources/remove-dialog';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';
import { removeImages } from '@/lib/images/client/remove-images';
import type { getImage, untagImage } from '@/lib/images/contract';
import { buildUrl, callApi, type Answer } from '@/lib/platform/client/call-api';
import { shortId } from '@/lib/platform/model/format';
import { PushDialog } from './push-dialog';
import { TagDialog } from './tag-dialog';

export function ImageActions({ environmentId, image, onChanged }: { environmentId: string; image: Answer<typeof getImage>; onChanged: () => void }) {
  const t = useTranslations('images');
  const may = useMay('image:manage');
  const router = useRouter();
  const [dialog, setDialog] = useState<'tag' | 'push' | 'remove' | null>(null);
  if (!may) return null;
  const names = image.tags.length > 0 ? image.tags : [image.id.replace(/^sha256:/, '')];
  return (
    <>
      <Button size="sm" asChild><a href={buildUrl('/api/v1/environments/[environmentId]/images/export', { environmentId }, { image: names })} download><Download aria-hidden />{t('export')}</a></Button>
      <Button size="sm" onClick={() => setDialog('tag')}><Tag aria-hidden />{t('tag')}</Button>
      {image.tags.length > 0 && <Button size="sm" onClick={() => setDialog('push')}><Upload aria-hidden />{t('push')}</Button>}
      <Button size="sm" variant="danger" onClick={() => setDialog('remove')}><Trash2 aria-hidden />{t('remove')}</Button>
      {dialog === 'tag' && <TagDialog environmentId={environmentId} imageId={image.id} onDone={() => { setDialog(null); onChanged(); }} />}
      {dialog === 'push' && <PushDialog environmentId={environmentId} tags={image.tags} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && <RemoveDialog slice="images" items={[{ environmentId, id: image.id, name: image.tags[0] ?? shortId(image.id) }]} offersForce onRemove={removeImages} onDone={(removed) => { setDialog(null); if (removed) router.push('/images'); }} />}
    </>
  );
}

/** Each name of an image; one of several can be taken away. */
export function Names({ environmentId, tags, onChanged }: { environmentId: string; tags: string[]; onChanged: () => void }) {
  const t = useTranslations('images');
  const may = useMay('image:manage');
  const untag = async (reference: string) => {
    try {
      await callApi<typeof untagImage>({ method: 'POST', path: '/api/v1/environments/[environmentId]/images/untag', params: { environmentId }, body: { reference } });
      toast.success(t('untagged_', { name: reference }));
      onChanged();
    } catch (error) {
      toast.error(error);
    }
  };
  if (tags.length === 0) return '—';
  return <ul>{tags.map((name) => <li key={name} className="flex items-center gap-1 font-mono text-xs"><span className="[overflow-wrap:anywhere]">{name}</span>{may && tags.length > 1 && <IconButton label={t('untag', { name })} icon={<X />} onClick={() => void untag(name)} />}</li>)}</ul>;
}
