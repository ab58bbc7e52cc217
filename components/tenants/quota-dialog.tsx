'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useFieldErrors } from '@/lib/platform/client/use-field-errors';
import { useQuotaActions } from '@/lib/tenants/client/use-tenants';
import type { CockpitDto } from '@/lib/tenants/contract';
import { RESOURCES } from './amounts';

const INSTANCE = ['defaultCpus', 'defaultMem', 'maxCpus', 'maxMem', 'maxDisk'] as const;
const read = (text: string) => (text.trim() === '' ? null : Number(text));
const shown = (value: number | null | undefined) => (value == null ? '' : String(value));

/** Sets the quota of a group, or asks for another. Memory and disk are in MiB; an empty field is no limit. */
export function QuotaDialog({ cockpit, asks, onClose }: { cockpit: CockpitDto; asks: boolean; onClose: () => void }) {
  const t = useTranslations('tenants');
  const { set, ask } = useQuotaActions();
  const fields = useFieldErrors();
  const [limits, setLimits] = useState(() => Object.fromEntries(RESOURCES.map((resource) => [resource, shown(cockpit.quota?.limits[resource])])) as Record<(typeof RESOURCES)[number], string>);
  const [instance, setInstance] = useState(() => Object.fromEntries(INSTANCE.map((field) => [field, shown(cockpit.quota?.instance[field])])) as Record<(typeof INSTANCE)[number], string>);
  const [reason, setReason] = useState('');
  const submit = async () => {
    const wanted = { cpus: read(limits.cpus), mem: read(limits.mem), disk: read(limits.disk), instances: read(limits.instances) };
    const done = await fields.run<unknown>(() => (asks ? ask.mutateAsync({ group: cockpit.group, limits: wanted, reason }) : set.mutateAsync({ group: cockpit.group, limits: wanted, instance: Object.fromEntries(INSTANCE.map((field) => [field, read(instance[field])])) })));
    if (done) onClose();
  };
  const error = (field: string) => fields.at(field) && { error: fields.at(field)! };
  return (
    <Dialog open onOpenChange={onClose} title={asks ? t('askMore') : t('setQuota')} description={asks ? t('askText') : t('setText')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" type="submit" form="quota" loading={fields.busy}>{asks ? t('ask') : t('save')}</Button></>}>
      <form id="quota" className="flex flex-col gap-5" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        {fields.rest && <p role="alert" className="text-xs text-danger">{fields.rest}</p>}
        <div className="grid grid-cols-2 gap-4">
          {RESOURCES.map((resource) => <Field key={resource} label={t(`fields.${resource}`)} {...error(`limits.${resource}`)}><Input inputMode="decimal" value={limits[resource]} placeholder={t('unlimited')} onChange={(event) => setLimits({ ...limits, [resource]: event.target.value })} /></Field>)}
        </div>
        {asks ? <Field label={t('reason')} required {...error('reason')}><Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} /></Field> : (
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-2 text-[13px] font-semibold">{t('perInstance')}</legend>
            <div className="grid grid-cols-2 gap-4">{INSTANCE.map((field) => <Field key={field} label={t(`fields.${field}`)} {...error(`instance.${field}`)}><Input inputMode="decimal" value={instance[field]} placeholder={t('unlimited')} onChange={(event) => setInstance({ ...instance, [field]: event.target.value })} /></Field>)}</div>
          </fieldset>
        )}
      </form>
    </Dialog>
  );
}
