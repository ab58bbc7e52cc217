'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { getImage } from '@/lib/images/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { formatBytes, shortId } from '@/lib/platform/model/format';
import { ImageActions, Names } from './image-actions';

const mono = (lines: string[]) => (lines.length > 0 ? <span className="font-mono text-xs whitespace-pre-wrap">{lines.join('\n')}</span> : '—');

export function ImagePage({ environmentId, imageId }: { environmentId: string; imageId: string }) {
  const t = useTranslations('images');
  const { data, error, refetch } = useQuery({ queryKey: ['image', environmentId, imageId], queryFn: ({ signal }) => callApi<typeof getImage>({ method: 'GET', path: '/api/v1/environments/[environmentId]/images/[imageId]', params: { environmentId, imageId }, signal }) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const name = data.tags[0] ?? shortId(data.id);
  return (
    <>
      <PageHeader breadcrumbs={[{ href: '/images', label: t('title') }, { label: name }]} title={name} actions={<ImageActions environmentId={environmentId} image={data} onChanged={() => void refetch()} />} />
      <div className="flex flex-col gap-4">
        <Card>
          <CardHeader><CardTitle>{t('facts')}</CardTitle></CardHeader>
          <CardBody>
            <Facts
              items={[
                { label: t('id'), value: mono([data.id]) }, { label: t('names'), value: <Names environmentId={environmentId} tags={data.tags} onChanged={() => void refetch()} /> }, { label: t('digests'), value: mono(data.digests) }, { label: t('size'), value: formatBytes(data.sizeBytes) },
                { label: t('created'), value: <RelativeTime at={data.createdAt} /> }, { label: t('platform'), value: `${data.os}/${data.architecture}` }, { label: t('entrypoint'), value: mono([data.entrypoint.join(' ')].filter(Boolean)) },
                { label: t('command'), value: mono([data.command.join(' ')].filter(Boolean)) }, { label: t('user'), value: mono([data.user].filter(Boolean)) }, { label: t('workingDir'), value: mono([data.workingDir].filter(Boolean)) }, { label: t('ports'), value: mono(data.ports) }, { label: t('volumes'), value: mono(data.volumes) }, { label: t('env'), value: mono(data.env) },
                { label: t('labels'), value: mono(Object.entries(data.labels).map(([label, value]) => `${label}=${value}`)) },
              ]}
            />
          </CardBody>
        </Card>
        <Card>
          <CardHeader><CardTitle>{t('usedBy')}</CardTitle></CardHeader>
          <CardBody>{data.containers.length === 0 ? <p className="text-sm text-fg-muted">{t('unusedText')}</p> : <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">{data.containers.map((container) => <li key={container.id}><Link prefetch={false} className="text-accent hover:underline" href={`/containers/${environmentId}/${container.id}`}><bdi>{container.name}</bdi></Link></li>)}</ul>}</CardBody>
        </Card>
        <Card>
          <CardHeader><CardTitle>{t('layers')}</CardTitle></CardHeader>
          <Table label={t('layers')}>
            <THead><Tr><Th>{t('createdBy')}</Th><Th className="text-right">{t('size')}</Th><Th>{t('created')}</Th></Tr></THead>
            <TBody>{data.layers.map((layer, index) => <Tr key={index}><Td className="font-mono text-xs [overflow-wrap:anywhere]">{layer.createdBy || '—'}{layer.tags.length > 0 && <p className="mt-0.5 text-fg-muted">{layer.tags.join(', ')}</p>}</Td><Td className="text-right whitespace-nowrap tabular-nums">{formatBytes(layer.sizeBytes)}</Td><Td className="whitespace-nowrap"><RelativeTime at={layer.createdAt} /></Td></Tr>)}</TBody>
          </Table>
        </Card>
      </div>
    </>
  );
}
