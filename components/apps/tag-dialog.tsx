'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useAppActions } from '@/lib/apps/client/use-app-actions';
import type { AppDetailDto } from '@/lib/apps/contract';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

/** A name and a word for a version; what it runs never changes. */
export function TagDialog({ appId, version, onClose }: { appId: string; version: AppDetailDto['versions'][number]; onClose: () => void }) {
  const t = useTranslations('apps.page');
  const { describe } = useAppActions();
  const fields = useFieldErrors();
  const [tag, setTag] = useState(version.tag);
  const [message, setMessage] = useState(version.message);
  const save = () => fields.run(async () => { await describe.mutateAsync({ appId, number: version.number, tag: tag.trim(), message }); onClose(); });
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('describeTitle', { version: version.number })} footer={<><Button onClick={onClose}>{t('close')}</Button><Button variant="primary" loading={fields.busy} onClick={() => void save()}>{t('save')}</Button></>}>
      <form className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t('tag')} hint={t('tagHint')} {...((fields.at('tag') ?? fields.rest) && { error: (fields.at('tag') ?? fields.rest)! })}><Input value={tag} onChange={(event) => setTag(event.target.value)} maxLength={64} autoFocus /></Field>
        <Field label={t('comment')}><Input value={message} onChange={(event) => setMessage(event.target.value)} maxLength={500} /></Field>
      </form>
    </Dialog>
  );
}
