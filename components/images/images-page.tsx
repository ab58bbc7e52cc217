'use client';
import { Download, Eraser, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { RemoveButton } from '@/components/resources/remove-button';
import { ResourcePage, type ResourceColumn } from '@/components/resources/resource-page';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ImageRow } from '@/lib/environments/contract';
import type { removeImage } from '@/lib/images/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { formatBytes, shortId } from '@/lib/platform/model/format';
import { PruneDialog } from './prune-dialog';
import { PullDialog } from './pull-dialog';

const textOf = (row: ImageRow) => `${row.tags.join(' ')} ${row.id}`;
const nameOf = (row: ImageRow) => row.tags[0] ?? shortId(row.id);
const hrefOf = (row: ImageRow) => `/images/${row.environmentId}/${encodeURIComponent(row.id)}`;
/** By name where there is one: an image with several names then loses one, as with `docker rmi`. */
const remove = (row: ImageRow) => callApi<typeof removeImage>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/images/[imageId]', params: { environmentId: row.environmentId, imageId: row.tags[0]?.includes('/') ? row.id : (row.tags[0] ?? row.id) } });

export function ImagesPage() {
  const t = useTranslations('images');
  const may = useMay('image:manage');
  const [dialog, setDialog] = useState<'pull' | 'prune' | null>(null);
  const columns = useMemo<ResourceColumn<ImageRow>[]>(
    () => [
      { id: 'name', header: t('name'), width: '2fr', sortable: true, sortBy: (row) => row.tags[0] ?? '', cell: (row) => <Link prefetch={false} href={hrefOf(row)} className="font-medium hover:underline" title={row.tags.join(', ')}>{row.tags.join(', ') || <span className="text-fg-muted">{t('untagged')}</span>}</Link> },
      { id: 'id', header: t('id'), width: '8rem', hideBelow: 'md', cell: (row) => <span className="font-mono text-xs">{shortId(row.id)}</span> },
      { id: 'size', header: t('size'), width: '6.5rem', sortable: true, align: 'end', sortBy: (row) => row.sizeBytes, cell: (row) => formatBytes(row.sizeBytes) },
      { id: 'containers', header: t('containers'), width: '6.5rem', sortable: true, align: 'end', hideBelow: 'sm', sortBy: (row) => row.containerCount, cell: (row) => row.containerCount },
      { id: 'created', header: t('created'), width: '8rem', sortable: true, hideBelow: 'sm', sortBy: (row) => row.createdAt, cell: (row) => <RelativeTime at={row.createdAt} /> },
      ...(may ? [{ id: 'actions', header: '', width: '4rem', align: 'end' as const, cell: (row: ImageRow) => <RemoveButton slice="images" name={nameOf(row)} onRemove={() => remove(row)} /> }] : []),
    ],
    [t, may],
  );
  return (
    <>
      <ResourcePage kind="image" slice="images" icon={<Layers />} columns={columns} textOf={textOf} rowHref={hrefOf} emptyText={t('emptyText')} actions={may && <><Button onClick={() => setDialog('prune')}><Eraser aria-hidden />{t('prune')}</Button><Button variant="primary" onClick={() => setDialog('pull')}><Download aria-hidden />{t('pull')}</Button></>} />
      {dialog === 'pull' && <PullDialog onClose={() => setDialog(null)} />}
      {dialog === 'prune' && <PruneDialog onClose={() => setDialog(null)} />}
    </>
  );
}
