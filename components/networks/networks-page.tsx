'use client';
import { Network, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { EnvironmentSelect, useChosenEnvironment } from '@/components/resources/environment-select';
import { RemoveButton } from '@/components/resources/remove-button';
import { ResourcePage, type ResourceColumn } from '@/components/resources/resource-page';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { NetworkRow } from '@/lib/environments/contract';
import type { createNetwork, removeNetwork } from '@/lib/networks/contract';
import { ApiError, callApi } from '@/lib/platform/client/call-api';

const PREDEFINED = new Set(['bridge', 'host', 'none']);
const DRIVERS = ['bridge', 'macvlan', 'ipvlan', 'overlay'] as const;
const textOf = (row: NetworkRow) => `${row.name} ${row.driver} ${row.subnets.map(({ subnet }) => subnet).join(' ')}`;
const remove = (row: NetworkRow) => callApi<typeof removeNetwork>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/networks/[networkId]', params: { environmentId: row.environmentId, networkId: row.id } });

export function NetworksPage() {
  const t = useTranslations('networks');
  const may = useMay('network:manage');
  const [creating, setCreating] = useState(false);
  const columns = useMemo<ResourceColumn<NetworkRow>[]>(
    () => [
      { id: 'name', header: t('name'), width: '2fr', sortable: true, sortBy: (row) => row.name, cell: (row) => <span className="font-medium" title={row.name}>{row.name}</span> },
      { id: 'driver', header: t('driver'), width: '6rem', sortable: true, sortBy: (row) => row.driver, cell: (row) => row.driver },
      { id: 'subnet', header: t('subnet'), width: '1.5fr', hideBelow: 'sm', cell: (row) => <span className="font-mono text-xs">{row.subnets.map(({ subnet }) => subnet).join(', ') || '—'}</span> },
      { id: 'gateway', header: t('gateway'), width: '1fr', hideBelow: 'lg', cell: (row) => <span className="font-mono text-xs">{row.subnets.map(({ gateway }) => gateway).filter(Boolean).join(', ') || '—'}</span> },
      { id: 'containers', header: t('containers'), width: '6rem', sortable: true, align: 'end', sortBy: (row) => row.containerCount, cell: (row) => row.containerCount },
      { id: 'created', header: t('created'), width: '8rem', sortable: true, hideBelow: 'md', sortBy: (row) => row.createdAt, cell: (row) => <RelativeTime at={row.createdAt} /> },
      ...(may ? [{ id: 'actions', header: '', width: '4rem', align: 'end' as const, cell: (row: NetworkRow) => !PREDEFINED.has(row.name) && <RemoveButton slice="networks" name={row.name} onRemove={() => remove(row)} /> }] : []),
    ],
    [t, may],
  );
  return (
    <>
      <ResourcePage kind="network" slice="networks" icon={<Network />} columns={columns} textOf={textOf} actions={may && <Button variant="primary" onClick={() => setCreating(true)}><Plus aria-hidden />{t('create')}</Button>} />
      {creating && <CreateNetwork onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateNetwork({ onClose }: { onClose: () => void }) {
  const t = useTranslations('networks');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [form, setForm] = useState({ name: '', driver: 'bridge' as (typeof DRIVERS)[number], subnet: '', gateway: '', ipRange: '', parent: '', internal: false });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const text = (field: 'name' | 'subnet' | 'gateway' | 'ipRange' | 'parent', hint?: string) => (
    <Field label={t(field)} hint={hint} error={errors[field]} required={field === 'name'}><Input value={form[field]} onChange={(event) => setForm({ ...form, [field]: event.target.value })} spellCheck={false} /></Field>
  );
  const create = async () => {
    const { name, driver, internal, ...rest } = form;
    const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
    try {
      await callApi<typeof createNetwork>({ method: 'POST', path: '/api/v1/environments/[environmentId]/networks', params: { environmentId }, body: { name, driver, internal, ...filled } });
      toast.success(t('createdToast', { name }));
      onClose();
    } catch (failure) {
      const found = failure instanceof ApiError ? (failure.problem.errors ?? []) : [];
      setErrors(found.length > 0 ? Object.fromEntries(found.map((one) => [one.path.replace('$.', ''), one.message])) : { name: (failure as Error).message });
    }
  };
  return (
    <Dialog open onOpenChange={onClose} title={t('createTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" disabled={!form.name || !environmentId} onClick={() => void create()}>{t('create')}</Button></>}>
      <div className="grid gap-4 sm:grid-cols-2">
        {text('name')}
        <EnvironmentSelect value={environmentId} onChange={setChosen} />
        <Field label={t('driver')}><Select value={form.driver} onValueChange={(driver) => setForm({ ...form, driver: driver as typeof form.driver })} options={DRIVERS.map((value) => ({ value, label: value }))} /></Field>
        {(form.driver === 'macvlan' || form.driver === 'ipvlan') && text('parent')}
        {text('subnet', t('subnetHint'))}{text('gateway')}{text('ipRange')}
        <label className="flex items-center gap-2 text-sm sm:col-span-2"><Checkbox checked={form.internal} onCheckedChange={(internal) => setForm({ ...form, internal })} />{t('internal')}</label>
      </div>
    </Dialog>
  );
}
