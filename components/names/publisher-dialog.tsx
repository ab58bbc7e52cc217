'use client';
import { CircleCheck, Plug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useNamesActions } from '@/lib/names/client/use-names';
import type { PublisherDto } from '@/lib/names/contract';
import { EMPTY_DRAFT, KINDS, draftOf, settingsOf, type PublisherDraft } from '@/lib/names/model/publisher-draft';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { PublisherFields } from './publisher-fields';

/** Adds a publisher or changes one; the test asks the server and writes nothing. */
export function PublisherDialog({ publisher, environments, onClose }: { publisher: PublisherDto | null; environments: { id: string; name: string }[]; onClose: () => void }) {
  const t = useTranslations('names');
  const { create, update, test } = useNamesActions();
  const fields = useFieldErrors();
  const [name, setName] = useState(publisher?.name ?? '');
  const [environmentId, setEnvironmentId] = useState(publisher?.environmentId ?? environments[0]?.id ?? '');
  const [enabled, setEnabled] = useState(publisher?.enabled ?? true);
  const [draft, setDraft] = useState<PublisherDraft>(() => (publisher ? draftOf(publisher.settings) : EMPTY_DRAFT));
  const [secret, setSecret] = useState('');
  const [tested, setTested] = useState(false);
  const change = (more: Partial<PublisherDraft>) => { setTested(false); setDraft({ ...draft, ...more }); };
  const given = () => ({ settings: settingsOf(draft), ...(secret !== '' && { secret }) });
  const tryIt = () => fields.run(async () => {
    setTested(false);
    await test.mutateAsync({ ...given(), ...(publisher && { id: publisher.id }) });
    setTested(true);
  });
  const save = () => fields.run(async () => {
    await (publisher ? update.mutateAsync({ id: publisher.id, enabled, ...given() }) : create.mutateAsync({ name, environmentId, enabled, ...given() }));
    onClose();
  });
  const error = (field: string) => (fields.at(field) ? { error: fields.at(field)! } : {});
  const footer = (
    <>
      {/* Here, where it is in sight however far the form is scrolled. */}
      {tested && <p role="status" className="flex w-full items-center gap-1.5 text-[13px] text-success"><CircleCheck className="size-4" aria-hidden />{t('tested')}</p>}
      {fields.rest && <p role="alert" className="w-full text-[13px] text-danger [overflow-wrap:anywhere]">{fields.rest}</p>}
      <Button className="mr-auto" onClick={() => void tryIt()} disabled={fields.busy}><Plug aria-hidden />{t('test')}</Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button variant="primary" loading={fields.busy} disabled={name === ''} onClick={() => void save()}>{t('save')}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={onClose} title={publisher ? t('editTitle', { name: publisher.name }) : t('newTitle')} footer={footer}>
      <form className="flex flex-col gap-3" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('name')} hint={t('nameHint')} required {...error('name')}><Input value={name} disabled={publisher !== null} spellCheck={false} autoFocus onChange={(event) => setName(event.target.value.trim())} /></Field>
          <Field label={t('environment')} {...error('environmentId')}><Select value={environmentId} disabled={publisher !== null} options={publisher ? [{ value: publisher.environmentId, label: publisher.environment ?? t('gone') }] : environments.map((row) => ({ value: row.id, label: row.name }))} onValueChange={setEnvironmentId} /></Field>
        </div>
        <Field label={t('kind')}><Select value={draft.kind} disabled={publisher !== null} options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} onValueChange={(kind) => change({ kind: kind as PublisherDraft['kind'] })} /></Field>
        <PublisherFields draft={draft} onChange={change} error={error} fixed={publisher !== null} secret={secret} onSecret={setSecret} keepsSecret={publisher?.hasSecret ?? false} />
        <label className="flex items-center gap-2 text-[13px]"><Checkbox checked={enabled} onCheckedChange={setEnabled} />{t('enabled')}</label>
      </form>
    </Dialog>
  );
}
