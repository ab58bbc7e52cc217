'use client';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RemoveDialog } from '@/components/resources/remove-dialog';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { formatBytes } from '@/lib/platform/model/format';
import { removeVolumes } from '@/lib/volumes/client/remove-volumes';
import { useVolume } from '@/lib/volumes/client/use-volume';

const mono = (record: Record<string, string>) => {
  const lines = Object.entries(record).map(([name, value]) => `${name}=${value}`);
  return lines.length > 0 ? <span className="font-mono text-xs whitespace-pre-wrap">{lines.join('\n')}</span> : '—';
};

export function VolumePage({ environmentId, name }: { environmentId: string; name: string }) {
  const t = useTranslations('volumes');
  const may = useMay('volume:manage');
  const router = useRouter();
  const [removing, setRemoving] = useState(false);
  const { data, error, refetch } = useVolume(environmentId, name);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <>
      <PageHeader breadcrumbs={[{ href: '/volumes', label: t('title') }, { label: name }]} title={name} actions={may && <Button size="sm" variant="danger" onClick={() => setRemoving(true)}><Trash2 aria-hidden />{t('remove')}</Button>} />
      {removing && <RemoveDialog slice="volumes" items={[{ environmentId, id: name, name }]} typeToConfirm onRemove={removeVolumes} onDone={(removed) => { setRemoving(false); if (removed) router.push('/volumes'); }} />}
      <div className="flex flex-col gap-4">
        <Card>
          <CardHeader><CardTitle>{t('facts')}</CardTitle></CardHeader>
          <CardBody>
            <Facts items={[
              { label: t('driver'), value: data.driver }, { label: t('scope'), value: data.scope }, { label: t('size'), value: data.sizeBytes === null ? t('sizeUnknown') : formatBytes(data.sizeBytes) }, { label: t('created'), value: data.createdAt ? <RelativeTime at={data.createdAt} /> : '—' },
              { label: t('mountpoint'), value: <span className="font-mono text-xs [overflow-wrap:anywhere]">{data.mountpoint}</span> }, { label: t('options'), value: mono(data.options) }, { label: t('labels'), value: mono(data.labels) },
            ]} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader><CardTitle>{t('usedBy')}</CardTitle></CardHeader>
          {data.containers.length === 0 ? <CardBody><p className="text-sm text-fg-muted">{t('unusedText')}</p></CardBody> : (
            <Table label={t('usedBy')}>
              <THead><Tr><Th>{t('container')}</Th><Th>{t('state')}</Th><Th>{t('destination')}</Th><Th>{t('access')}</Th></Tr></THead>
              <TBody>{data.containers.map((container) => <Tr key={container.id + container.destination}><Td><Link prefetch={false} className="text-accent hover:underline" href={`/containers/${environmentId}/${container.id}`}><bdi>{container.name}</bdi></Link></Td><Td>{container.state}</Td><Td className="font-mono text-xs">{container.destination}</Td><Td>{t(container.readOnly ? 'readOnly' : 'readWrite')}</Td></Tr>)}</TBody>
            </Table>
          )}
        </Card>
      </div>
    </>
  );
}
