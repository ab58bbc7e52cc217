'use client';
import { HardDrive, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { EnvironmentSelect, useChosenEnvironment } from '@/components/resources/environment-select';
import { RemoveButton } from '@/components/resources/remove-button';
import { ResourcePage, type ResourceColumn } from '@/components/resources/resource-page';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import type { VolumeRow } from '@/lib/environments/contract';
import { callApi } from '@/lib/platform/client/call-api';
import type { createVolume, removeVolume } from '@/lib/volumes/contract';

const textOf = (row: VolumeRow) => `${row.name} ${row.driver} ${row.usedBy.join(' ')}`;
const remove = (row: VolumeRow) => callApi<typeof removeVolume>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/volumes/[name]', params: { environmentId: row.environmentId, name: row.name } });

export function VolumesPage() {
  const t = useTranslations('volumes');
  const may = useMay('volume:manage');
  const [creating, setCreating] = useState(false);
  const columns = useMemo<ResourceColumn<VolumeRow>[]>(
    () => [
      { id: 'name', header: t('name'), width: '2fr', sortable: true, sortBy: (row) => row.name, cell: (row) => <span className="font-mono text-xs" title={row.name}>{row.name}</span> },
      { id: 'driver', header: t('driver'), width: '6rem', sortable: true, hideBelow: 'sm', sortBy: (row) => row.driver, cell: (row) => row.driver },
      { id: 'used', header: t('usedBy'), width: '1.5fr', sortable: true, sortBy: (row) => row.usedBy.length, cell: (row) => row.usedBy.join(', ') || <span className="text-fg-muted">{t('unused')}</span> },
      { id: 'mountpoint', header: t('mountpoint'), width: '2fr', hideBelow: 'lg', cell: (row) => <span className="font-mono text-xs" title={row.mountpoint}>{row.mountpoint}</span> },
      { id: 'created', header: t('created'), width: '8rem', sortable: true, hideBelow: 'md', sortBy: (row) => row.createdAt ?? '', cell: (row) => (row.createdAt ? <RelativeTime at={row.createdAt} /> : '—') },
      ...(may ? [{ id: 'actions', header: '', width: '4rem', align: 'end' as const, cell: (row: VolumeRow) => <RemoveButton slice="volumes" name={row.name} typeToConfirm onRemove={() => remove(row)} /> }] : []),
    ],
    [t, may],
  );
  return (
    <>
      <ResourcePage kind="volume" slice="volumes" icon={<HardDrive />} columns={columns} textOf={textOf} emptyText={t('emptyText')} actions={may && <Button variant="primary" onClick={() => setCreating(true)}><Plus aria-hidden />{t('create')}</Button>} />
      {creating && <CreateVolume onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateVolume({ onClose }: { onClose: () => void }) {
  const t = useTranslations('volumes');
  const [chosen, setChosen] = useState('');
  const environmentId = useChosenEnvironment(chosen);
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const create = async () => {
    try {
      await callApi<typeof createVolume>({ method: 'POST', path: '/api/v1/environments/[environmentId]/volumes', params: { environmentId }, body: { name } });
      toast.success(t('createdToast', { name }));
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={t('createTitle')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button variant="primary" disabled={!name || !environmentId} onClick={() => void create()}>{t('create')}</Button></>}>
      <div className="flex flex-col gap-4"><EnvironmentSelect value={environmentId} onChange={setChosen} /><Field label={t('name')} error={error} required><Input value={name} onChange={(event) => setName(event.target.value)} spellCheck={false} /></Field></div>
    </Dialog>
  );
}
