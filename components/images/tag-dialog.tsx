'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { tagImage } from '@/lib/images/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

export function TagDialog({ environmentId, imageId, onDone }: { environmentId: string; imageId: string; onDone: () => void }) {
  const t = useTranslations('images');
  const [reference, setReference] = useState('');
  const { at, rest, run, busy } = useFieldErrors();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(() => callApi<typeof tagImage>({ method: 'POST', path: '/api/v1/environments/[environmentId]/images/[imageId]/tag', params: { environmentId, imageId }, body: { reference } }));
    if (!done) return;
    toast.success(t('tagged', { name: reference }));
    onDone();
  };
  return (
    <Dialog open onOpenChange={onDone} size="sm" title={t('tagTitle')} footer={<><Button onClick={onDone}>{t('cancel')}</Button><Button variant="primary" type="submit" form="tag-image" loading={busy} disabled={!reference}>{t('tag')}</Button></>}>
      <form id="tag-image" onSubmit={(event) => void submit(event)}><Field label={t('tagName')} hint={t('imageHint')} error={at('reference') ?? rest ?? undefined} required><Input value={reference} onChange={(event) => setReference(event.target.value)} placeholder="team/app:1.0" spellCheck={false} autoFocus /></Field></form>
    </Dialog>
  );
}
