'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { usePromotionActions } from '@/lib/apps/client/use-promotions';
import { useApps } from '@/lib/apps/client/use-apps';
import type { AppDetailDto } from '@/lib/apps/contract';
import { nameOf } from '@/lib/apps/model/group-tree';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

/** Runs elsewhere what runs here: the same image; variables and secrets are those of the other group. */
export function PromoteDialog({ app, onClose }: { app: AppDetailDto; onClose: () => void }) {
  const t = useTranslations('apps.promote');
  const router = useRouter();
  const { data: apps } = useApps();
  const { promote } = usePromotionActions();
  const fields = useFieldErrors();
  const others = (apps ?? []).filter(({ id }) => id !== app.id).map(({ path }) => path);
  const namesake = others.find((path) => nameOf(path) === nameOf(app.path));
  const [to, setTo] = useState(namesake ?? app.path);
  const [message, setMessage] = useState('');
  const [approval, setApproval] = useState(false);
  const save = () => fields.run(async () => {
    const done = await promote.mutateAsync({ appId: app.id, to: to.trim(), message, approval });
    onClose();
    if (done.app) router.push(`/applications/${done.app.id}`);
    else toast.success(t('asked', { to: to.trim() }));
  });
  return (
    <Dialog open onOpenChange={onClose} title={t('title', { path: app.path, version: app.version })} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" loading={fields.busy} disabled={to.trim() === '' || to.trim() === app.path} onClick={() => void save()}>{approval ? t('ask') : t('promote')}</Button></>}>
      <form className="flex flex-col gap-3 text-sm" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <p>{t('text')}</p>
        <Field label={t('to')} hint={t('toHint')} {...((fields.at('to') ?? fields.rest) && { error: (fields.at('to') ?? fields.rest)! })}><Input list="promotion-targets" value={to} onChange={(event) => setTo(event.target.value)} spellCheck={false} className="font-mono" /></Field>
        <datalist id="promotion-targets">{others.map((path) => <option key={path} value={path} />)}</datalist>
        <Field label={t('message')}><Input value={message} onChange={(event) => setMessage(event.target.value)} maxLength={500} /></Field>
        <label className="flex items-center gap-2"><Checkbox checked={approval} onCheckedChange={(on) => setApproval(on === true)} />{t('approval')}</label>
      </form>
    </Dialog>
  );
}
