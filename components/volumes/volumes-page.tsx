'use client';
import { Eraser, HardDrive, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { PruneDialog } from '@/components/resources/prune-dialog';
import { RemoveButton } from '@/components/resources/remove-button';
import { ResourcePage, type ResourceColumn } from '@/components/resources/resource-page';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { VolumeRow } from '@/lib/environments/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { removeVolumes } from '@/lib/volumes/client/remove-volumes';
import type { pruneVolumesPreview } from '@/lib/volumes/contract';
import { CreateVolumeDialog } from './create-volume-dialog';

const textOf = (row: VolumeRow) => `${row.name} ${row.driver} ${row.usedBy.join(' ')}`;
const itemOf = (row: VolumeRow) => ({ environmentId: row.environmentId, id: row.name, name: row.name });
const hrefOf = (row: VolumeRow) => `/volumes/${row.environmentId}/${encodeURIComponent(row.name)}`;
const isOf = (row: VolumeRow, use: string) => (row.usedBy.length > 0) === (use === 'used');
const preview = async (environmentId: string, all: boolean) => {
  const { items, freesBytes } = await callApi<typeof pruneVolumesPreview>({ method: 'GET', path: '/api/v1/environments/[environmentId]/volumes/prune', params: { environmentId }, query: { all: String(all) } });
  return { items: items.map(({ name, driver }) => ({ id: name, name, note: driver })), freesBytes };
};
const prune = (environmentId: string, ids: string[]) => removeVolumes(ids.map((id) => ({ environmentId, id })));

export function VolumesPage() {
  const t = useTranslations('volumes');
  const may = useMay('volume:manage');
  const [dialog, setDialog] = useState<'create' | 'prune' | null>(null);
  const close = () => setDialog(null);
  const columns = useMemo<ResourceColumn<VolumeRow>[]>(
    () => [
      { id: 'name', header: t('name'), width: '2fr', sortable: true, sortBy: (row) => row.name, cell: (row) => <Link prefetch={false} href={hrefOf(row)} className="font-mono text-xs hover:underline" title={row.name}>{row.name}</Link> },
      { id: 'driver', header: t('driver'), width: '6rem', sortable: true, hideBelow: 'sm', sortBy: (row) => row.driver, cell: (row) => row.driver },
      { id: 'used', header: t('usedBy'), width: '1.5fr', sortable: true, sortBy: (row) => row.usedBy.length, cell: (row) => row.usedBy.join(', ') || <span className="text-fg-muted">{t('unused')}</span> },
      { id: 'mountpoint', header: t('mountpoint'), width: '2fr', hideBelow: 'lg', cell: (row) => <span className="font-mono text-xs" title={row.mountpoint}>{row.mountpoint}</span> },
      { id: 'created', header: t('created'), width: '8rem', sortable: true, hideBelow: 'md', sortBy: (row) => row.createdAt ?? '', cell: (row) => (row.createdAt ? <RelativeTime at={row.createdAt} /> : '—') },
      ...(may ? [{ id: 'actions', header: '', width: '4rem', align: 'end' as const, cell: (row: VolumeRow) => <RemoveButton slice="volumes" item={itemOf(row)} typeToConfirm onRemove={removeVolumes} /> }] : []),
    ],
    [t, may],
  );
  const useFilter = useMemo(() => ({ options: (['used', 'unused'] as const).map((value) => ({ value, label: t(`use.${value}`) })), isOf }), [t]);
  return (
    <>
      <ResourcePage
        kind="volume" slice="volumes" icon={<HardDrive />} columns={columns} textOf={textOf} rowHref={hrefOf} emptyText={t('emptyText')} useFilter={useFilter} {...(may && { removal: { itemOf, onRemove: removeVolumes } })}
        actions={may && <><Button onClick={() => setDialog('prune')}><Eraser aria-hidden />{t('prune')}</Button><Button variant="primary" onClick={() => setDialog('create')}><Plus aria-hidden />{t('create')}</Button></>}
      />
      {dialog === 'create' && <CreateVolumeDialog onClose={close} />}
      {dialog === 'prune' && <PruneDialog slice="volumes" offersAll preview={preview} prune={prune} onClose={close} />}
    </>
  );
}
