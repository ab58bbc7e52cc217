'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { EnvironmentSelect, useChosenEnvironment } from '@/components/resources/environment-select';
import { pairsToRecord, TextPairs, type Pairs } from '@/components/resources/text-pairs';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { callApi } from '@/lib/platform/client/call-api';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import type { createVolume } from '@/lib/volumes/contract';

export function CreateVolumeDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('volumes');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [form, setForm] = useState({ name: '', driver: 'local' });
  const [options, setOptions] = useState<Pairs>([]);
  const [labels, setLabels] = useState<Pairs>([]);
  const { at, rest, run, busy } = useFieldErrors();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(() => callApi<typeof createVolume>({ method: 'POST', path: '/api/v1/environments/[environmentId]/volumes', params: { environmentId }, body: { ...form, driverOptions: pairsToRecord(options), labels: pairsToRecord(labels) } }));
    if (!done) return;
    toast.success(t('createdToast', { name: form.name }));
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('createTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="create-volume" loading={busy} disabled={!form.name || !environmentId}>{t('create')}</Button></>}>
      <form id="create-volume" className="grid gap-4 sm:grid-cols-2" onSubmit={(event) => void submit(event)}>
        {rest && <p role="alert" className="text-sm text-danger sm:col-span-2">{rest}</p>}
        <Field label={t('name')} hint={t('nameHint')} error={at('name')} required><Input value={form.name} onChange={(event) => setForm({ ...form, name: event.target.value })} spellCheck={false} autoFocus /></Field>
        <EnvironmentSelect value={environmentId} onChange={setChosen} />
        <Field label={t('driver')} error={at('driver')}><Input value={form.driver} onChange={(event) => setForm({ ...form, driver: event.target.value })} spellCheck={false} /></Field>
        <div className="sm:col-span-2"><TextPairs label={t('options')} value={options} onChange={setOptions} /></div>
        <div className="sm:col-span-2"><TextPairs label={t('labels')} value={labels} onChange={setLabels} /></div>
      </form>
    </Dialog>
  );
}
