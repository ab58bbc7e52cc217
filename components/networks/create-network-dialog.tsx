'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { EnvironmentSelect, useChosenEnvironment } from '@/components/resources/environment-select';
import { pairsToRecord, TextPairs, type Pairs } from '@/components/resources/text-pairs';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { createNetwork } from '@/lib/networks/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';

const DRIVERS = ['bridge', 'macvlan', 'ipvlan', 'overlay'] as const;
const START = { name: '', driver: 'bridge' as (typeof DRIVERS)[number], subnet: '', gateway: '', ipRange: '', subnet6: '', parent: '', internal: false, attachable: false };

export function CreateNetworkDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('networks');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [form, setForm] = useState(START);
  const [labels, setLabels] = useState<Pairs>([]);
  const { at, rest, run, busy } = useFieldErrors();
  const usesParent = form.driver === 'macvlan' || form.driver === 'ipvlan';
  const text = (field: 'name' | 'subnet' | 'gateway' | 'ipRange' | 'subnet6' | 'parent', hint?: string) => (
    <Field label={t(field)} hint={hint} error={at(field)} required={field === 'name'}><Input value={form[field]} onChange={(event) => setForm({ ...form, [field]: event.target.value })} spellCheck={false} autoFocus={field === 'name'} /></Field>
  );
  const flag = (field: 'internal' | 'attachable') => <label className="flex items-center gap-2 text-sm"><Checkbox checked={form[field]} onCheckedChange={(on) => setForm({ ...form, [field]: on === true })} />{t(field)}</label>;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { name, driver, internal, attachable, parent, ...addresses } = form;
    const filled = Object.fromEntries(Object.entries({ ...addresses, ...(usesParent && { parent }) }).filter(([, value]) => value.trim() !== ''));
    const done = await run(() => callApi<typeof createNetwork>({ method: 'POST', path: '/api/v1/environments/[environmentId]/networks', params: { environmentId }, body: { name, driver, internal, attachable, labels: pairsToRecord(labels), ...filled } }));
    if (!done) return;
    toast.success(t('createdToast', { name }));
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('createTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="create-network" loading={busy} disabled={!form.name || !environmentId}>{t('create')}</Button></>}>
      <form id="create-network" className="grid gap-4 sm:grid-cols-2" onSubmit={(event) => void submit(event)}>
        {rest && <p role="alert" className="text-sm text-danger [overflow-wrap:anywhere] sm:col-span-2">{rest}</p>}
        {text('name')}
        <EnvironmentSelect value={environmentId} onChange={setChosen} />
        <Field label={t('driver')} error={at('driver')}><Select value={form.driver} onValueChange={(driver) => setForm({ ...form, driver: driver as typeof form.driver })} options={DRIVERS.map((value) => ({ value, label: value }))} /></Field>
        {usesParent && text('parent', t('parentHint'))}
        {text('subnet', t('subnetHint'))}{text('gateway')}{text('ipRange', t('ipRangeHint'))}{text('subnet6', t('subnet6Hint'))}
        <div className="flex flex-col gap-2 sm:col-span-2">{flag('internal')}{form.driver === 'overlay' && flag('attachable')}</div>
        <div className="sm:col-span-2"><TextPairs label={t('labels')} value={labels} onChange={setLabels} /></div>
      </form>
    </Dialog>
  );
}
