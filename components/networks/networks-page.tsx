'use client';
import { Eraser, Network, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { PruneDialog } from '@/components/resources/prune-dialog';
import { RemoveButton } from '@/components/resources/remove-button';
import { ResourcePage, type ResourceColumn } from '@/components/resources/resource-page';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { NetworkRow } from '@/lib/environments/contract';
import { removeNetworks } from '@/lib/networks/client/remove-networks';
import type { pruneNetworksPreview } from '@/lib/networks/contract';
import { isPredefined } from '@/lib/networks/model/predefined';
import { callApi } from '@/lib/platform/client/call-api';
import { CreateNetworkDialog } from './create-network-dialog';

const textOf = (row: NetworkRow) => `${row.name} ${row.driver} ${row.subnets.map(({ subnet }) => subnet).join(' ')}`;
const itemOf = (row: NetworkRow) => ({ environmentId: row.environmentId, id: row.id, name: row.name });
const hrefOf = (row: NetworkRow) => `/networks/${row.environmentId}/${row.id}`;
const isOf = (row: NetworkRow, use: string) => (row.containerCount > 0) === (use === 'used');
const preview = async (environmentId: string) => {
  const { items } = await callApi<typeof pruneNetworksPreview>({ method: 'GET', path: '/api/v1/environments/[environmentId]/networks/prune', params: { environmentId } });
  return { items: items.map(({ id, name, driver }) => ({ id, name, note: driver })) };
};
const prune = (environmentId: string, ids: string[]) => removeNetworks(ids.map((id) => ({ environmentId, id })));

export function NetworksPage() {
  const t = useTranslations('networks');
  const may = useMay('network:manage');
  const [dialog, setDialog] = useState<'create' | 'prune' | null>(null);
  const close = () => setDialog(null);
  const columns = useMemo<ResourceColumn<NetworkRow>[]>(
    () => [
      { id: 'name', header: t('name'), width: '2fr', sortable: true, sortBy: (row) => row.name, cell: (row) => <Link prefetch={false} href={hrefOf(row)} className="font-medium hover:underline" title={row.name}>{row.name}</Link> },
      { id: 'driver', header: t('driver'), width: '6rem', sortable: true, sortBy: (row) => row.driver, cell: (row) => row.driver },
      { id: 'subnet', header: t('subnet'), width: '1.5fr', hideBelow: 'sm', cell: (row) => <span className="font-mono text-xs">{row.subnets.map(({ subnet }) => subnet).join(', ') || '—'}</span> },
      { id: 'gateway', header: t('gateway'), width: '1fr', hideBelow: 'lg', cell: (row) => <span className="font-mono text-xs">{row.subnets.map(({ gateway }) => gateway).filter(Boolean).join(', ') || '—'}</span> },
      { id: 'containers', header: t('containers'), width: '6rem', sortable: true, align: 'end', sortBy: (row) => row.containerCount, cell: (row) => row.containerCount },
      { id: 'created', header: t('created'), width: '8rem', sortable: true, hideBelow: 'md', sortBy: (row) => row.createdAt, cell: (row) => <RelativeTime at={row.createdAt} /> },
      ...(may ? [{ id: 'actions', header: '', width: '4rem', align: 'end' as const, cell: (row: NetworkRow) => (isPredefined(row.name) ? <span className="px-2 text-fg-muted" title={t('predefinedText')}><span aria-hidden>—</span><span className="sr-only">{t('predefinedText')}</span></span> : <RemoveButton slice="networks" item={itemOf(row)} onRemove={removeNetworks} />) }] : []),
    ],
    [t, may],
  );
  const useFilter = useMemo(() => ({ options: (['used', 'unused'] as const).map((value) => ({ value, label: t(`use.${value}`) })), isOf }), [t]);
  return (
    <>
      <ResourcePage
        kind="network" slice="networks" icon={<Network />} columns={columns} textOf={textOf} rowHref={hrefOf} useFilter={useFilter} {...(may && { removal: { itemOf, onRemove: removeNetworks } })}
        actions={may && <><Button onClick={() => setDialog('prune')}><Eraser aria-hidden />{t('prune')}</Button><Button variant="primary" onClick={() => setDialog('create')}><Plus aria-hidden />{t('create')}</Button></>}
      />
      {dialog === 'create' && <CreateNetworkDialog onClose={close} />}
      {dialog === 'prune' && <PruneDialog slice="networks" preview={preview} prune={prune} onClose={close} />}
    </>
  );
}
