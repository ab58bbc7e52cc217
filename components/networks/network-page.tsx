'use client';
import { Plus, Trash2, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RemoveDialog } from '@/components/resources/remove-dialog';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import type { leaveNetwork } from '@/lib/containers/contract';
import { removeNetworks } from '@/lib/networks/client/remove-networks';
import { useNetwork } from '@/lib/networks/client/use-network';
import type { getNetwork } from '@/lib/networks/contract';
import { isPredefined } from '@/lib/networks/model/predefined';
import { callApi, type Answer } from '@/lib/platform/client/call-api';
import { ConnectDialog } from './connect-dialog';

type NetworkDetail = Answer<typeof getNetwork>;
const mono = (lines: string[]) => (lines.length > 0 ? <span className="font-mono text-xs whitespace-pre-wrap">{lines.join('\n')}</span> : '—');
const listed = (record: Record<string, string>) => mono(Object.entries(record).map(([name, value]) => `${name}=${value}`));

export function NetworkPage({ environmentId, networkId }: { environmentId: string; networkId: string }) {
  const t = useTranslations('networks');
  const may = useMay('network:manage');
  const router = useRouter();
  const [removing, setRemoving] = useState(false);
  const { data, error, refetch } = useNetwork(environmentId, networkId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <>
      <PageHeader breadcrumbs={[{ href: '/networks', label: t('title') }, { label: data.name }]} title={data.name} actions={may && !isPredefined(data.name) && <Button size="sm" variant="danger" onClick={() => setRemoving(true)}><Trash2 aria-hidden />{t('remove')}</Button>} />
      {removing && <RemoveDialog slice="networks" items={[{ environmentId, id: data.id, name: data.name }]} onRemove={removeNetworks} onDone={(removed) => { setRemoving(false); if (removed) router.push('/networks'); }} />}
      <div className="flex flex-col gap-4">
        <Card>
          <CardHeader><CardTitle>{t('facts')}</CardTitle></CardHeader>
          <CardBody>
            <Facts items={[
              { label: t('driver'), value: data.driver }, { label: t('scope'), value: data.scope }, { label: t('subnet'), value: mono(data.subnets.map(({ subnet }) => subnet ?? '').filter(Boolean)) }, { label: t('gateway'), value: mono(data.subnets.map(({ gateway }) => gateway ?? '').filter(Boolean)) },
              { label: t('ipRange'), value: mono(data.subnets.map(({ ipRange }) => ipRange ?? '').filter(Boolean)) }, { label: 'IPv6', value: t(data.ipv6 ? 'yes' : 'no') }, { label: t('internalShort'), value: t(data.internal ? 'yes' : 'no') }, { label: t('created'), value: <RelativeTime at={data.createdAt} /> },
              { label: t('options'), value: listed(data.options) }, { label: t('labels'), value: listed(data.labels) },
            ]} />
          </CardBody>
        </Card>
        <ConnectedContainers environmentId={environmentId} network={data} onChanged={() => void refetch()} />
      </div>
    </>
  );
}

function ConnectedContainers({ environmentId, network, onChanged }: { environmentId: string; network: NetworkDetail; onChanged: () => void }) {
  const t = useTranslations('networks');
  const may = useMay('container:manage');
  const [connecting, setConnecting] = useState(false);
  const [leaving, setLeaving] = useState<NetworkDetail['containers'][number] | null>(null);
  const disconnect = async () => {
    try {
      await callApi<typeof leaveNetwork>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/containers/[containerId]/networks/[networkId]', params: { environmentId, containerId: leaving!.id, networkId: network.name } });
      setLeaving(null);
      onChanged();
    } catch (error) {
      toast.error(error);
    }
  };
  const joinable = network.name !== 'host' && network.name !== 'none';
  return (
    <Card>
      <CardHeader><CardTitle>{t('connected')}</CardTitle>{may && joinable && <Button size="sm" variant="ghost" onClick={() => setConnecting(true)}><Plus aria-hidden />{t('connect')}</Button>}</CardHeader>
      {network.containers.length === 0 ? <CardBody><p className="text-sm text-fg-muted">{t('noneConnected')}</p></CardBody> : (
        <Table label={t('connected')}>
          <THead><Tr><Th>{t('container')}</Th><Th>IPv4</Th><Th>IPv6</Th><Th>MAC</Th><Th><span className="sr-only">{t('disconnect')}</span></Th></Tr></THead>
          <TBody>
            {network.containers.map((container) => (
              <Tr key={container.id}>
                <Td><Link prefetch={false} className="text-accent hover:underline" href={`/containers/${environmentId}/${container.id}`}><bdi>{container.name}</bdi></Link></Td>
                <Td className="font-mono text-xs">{container.ipv4 || '—'}</Td><Td className="font-mono text-xs">{container.ipv6 || '—'}</Td><Td className="font-mono text-xs">{container.mac || '—'}</Td>
                <Td className="py-0.5 text-right">{may && <IconButton label={t('disconnectNamed', { name: container.name })} icon={<Unplug />} onClick={() => setLeaving(container)} />}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
      {connecting && <ConnectDialog environmentId={environmentId} network={network} onDone={() => { setConnecting(false); onChanged(); }} />}
      {leaving && <ConfirmDialog open onOpenChange={() => setLeaving(null)} danger title={t('disconnectTitle', { name: leaving.name, network: network.name })} confirmLabel={t('disconnect')} onConfirm={disconnect}><p>{t('disconnectText')}</p></ConfirmDialog>}
    </Card>
  );
}
