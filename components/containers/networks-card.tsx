'use client';
import { Plus, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { IconButton } from '@/components/ui/icon-button';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useContainerChanges } from '@/lib/containers/client/use-container-changes';
import type { ContainerDetail } from '@/lib/containers/contract';
import { JoinNetworkDialog } from './join-network-dialog';
import { LongText } from './long-text';

export function NetworksCard({ container }: { container: ContainerDetail }) {
  const t = useTranslations('containers');
  const mayManage = useMay('container:manage', container.app?.path ?? container.group);
  const { leave } = useContainerChanges({ environmentId: container.environmentId, containerId: container.id });
  const [joining, setJoining] = useState(false);
  const [leaving, setLeaving] = useState<ContainerDetail['networks'][number] | null>(null);
  const confirmLeave = async () => {
    try {
      await leave(leaving!.name);
      setLeaving(null);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('detail.networks')}</CardTitle>
        {mayManage && <Button size="sm" variant="ghost" onClick={() => setJoining(true)}><Plus aria-hidden />{t('network.join')}</Button>}
      </CardHeader>
      {container.networks.length === 0 ? <CardBody><p className="text-sm text-fg-muted">{t('detail.noNetworks')}</p></CardBody> : (
        <Table label={t('detail.networks')}>
          <THead><Tr><Th>{t('list.name')}</Th><Th>{t('list.addresses')}</Th><Th>{t('network.aliases')}</Th><Th><span className="sr-only">{t('actions.more')}</span></Th></Tr></THead>
          <TBody>
            {container.networks.map((network) => (
              <Tr key={network.name}>
                <Td><Link prefetch={false} className="text-accent hover:underline" href={`/networks/${container.environmentId}/${network.id}`}>{network.name}</Link></Td>
                <Td className="font-mono text-xs">{[network.address, network.address6].filter(Boolean).join(', ') || '—'}</Td>
                <Td className="font-mono text-xs"><LongText text={network.aliases.join(', ')} /></Td>
                <Td className="py-0.5 text-right">{mayManage && <IconButton label={t('network.leaveNamed', { network: network.name })} icon={<Unplug />} onClick={() => setLeaving(network)} />}</Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
      {joining && <JoinNetworkDialog container={container} onClose={() => setJoining(false)} />}
      <ConfirmDialog open={leaving !== null} onOpenChange={(open) => !open && setLeaving(null)} title={t('network.leaveTitle', { network: leaving?.name ?? '' })} confirmLabel={t('network.leave')} danger onConfirm={confirmLeave}>
        <p>{t('network.leaveText', { container: container.name })}</p>
      </ConfirmDialog>
    </Card>
  );
}
