'use client';
import { Download, Eraser, FileInput, Hammer, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { PruneDialog } from '@/components/resources/prune-dialog';
import { RemoveButton } from '@/components/resources/remove-button';
import { ResourcePage, type ResourceColumn } from '@/components/resources/resource-page';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ImageRow } from '@/lib/environments/contract';
import { removeImages } from '@/lib/images/client/remove-images';
import type { pruneImages, prunePreview } from '@/lib/images/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { formatBytes, shortId } from '@/lib/platform/model/format';
import { BuildDialog } from './build-dialog';
import { ImportDialog } from './import-dialog';
import { PullDialog } from './pull-dialog';

const PRUNE = '/api/v1/environments/[environmentId]/images/prune' as const;
const textOf = (row: ImageRow) => `${row.tags.join(' ')} ${row.id}`;
const nameOf = (row: ImageRow) => row.tags[0] ?? shortId(row.id);
const itemOf = (row: ImageRow) => ({ environmentId: row.environmentId, id: row.id, name: nameOf(row) });
const hrefOf = (row: ImageRow) => `/images/${row.environmentId}/${encodeURIComponent(row.id)}`;
const isOf = (row: ImageRow, use: string) => (use === 'used' ? row.containerCount > 0 : use === 'unused' ? row.containerCount === 0 : row.tags.length === 0);
const preview = async (environmentId: string, all: boolean) => {
  const { items, freesBytes } = await callApi<typeof prunePreview>({ method: 'GET', path: PRUNE, params: { environmentId }, query: { all: String(all) } });
  return { items: items.map((row) => ({ id: row.id, name: row.tags.join(', ') || shortId(row.id), note: formatBytes(row.sizeBytes) })), freesBytes };
};
const prune = (environmentId: string, ids: string[]) => callApi<typeof pruneImages>({ method: 'POST', path: PRUNE, params: { environmentId }, body: { ids } });

export function ImagesPage() {
  const t = useTranslations('images');
  const may = useMay('image:manage');
  const [dialog, setDialog] = useState<'pull' | 'build' | 'import' | 'prune' | null>(null);
  const close = () => setDialog(null);
  const columns = useMemo<ResourceColumn<ImageRow>[]>(
    () => [
      { id: 'name', header: t('name'), width: '2fr', sortable: true, sortBy: (row) => row.tags[0] ?? '', cell: (row) => <Link prefetch={false} href={hrefOf(row)} className="font-medium hover:underline" title={row.tags.join(', ')}>{row.tags.join(', ') || <span className="text-fg-muted">{t('untagged')}</span>}</Link> },
      { id: 'id', header: t('id'), width: '8rem', hideBelow: 'md', cell: (row) => <span className="font-mono text-xs">{shortId(row.id)}</span> },
      { id: 'size', header: t('size'), width: '6.5rem', sortable: true, align: 'end', sortBy: (row) => row.sizeBytes, cell: (row) => formatBytes(row.sizeBytes) },
      { id: 'containers', header: t('containers'), width: '6.5rem', sortable: true, align: 'end', hideBelow: 'sm', sortBy: (row) => row.containerCount, cell: (row) => row.containerCount },
      { id: 'created', header: t('created'), width: '8rem', sortable: true, hideBelow: 'sm', sortBy: (row) => row.createdAt, cell: (row) => <RelativeTime at={row.createdAt} /> },
      ...(may ? [{ id: 'actions', header: '', width: '4rem', align: 'end' as const, cell: (row: ImageRow) => <RemoveButton slice="images" item={itemOf(row)} offersForce onRemove={removeImages} /> }] : []),
    ],
    [t, may],
  );
  const useFilter = useMemo(() => ({ options: (['used', 'unused', 'dangling'] as const).map((value) => ({ value, label: t(`use.${value}`) })), isOf }), [t]);
  return (
    <>
      <ResourcePage
        kind="image" slice="images" icon={<Layers />} columns={columns} textOf={textOf} rowHref={hrefOf} emptyText={t('emptyText')} useFilter={useFilter} {...(may && { removal: { itemOf, onRemove: removeImages, offersForce: true } })}
        actions={may && <><Button onClick={() => setDialog('prune')}><Eraser aria-hidden />{t('prune')}</Button><Button onClick={() => setDialog('import')}><FileInput aria-hidden />{t('import')}</Button><Button onClick={() => setDialog('build')}><Hammer aria-hidden />{t('build')}</Button><Button variant="primary" onClick={() => setDialog('pull')}><Download aria-hidden />{t('pull')}</Button></>}
      />
      {dialog === 'pull' && <PullDialog onClose={close} />}
      {dialog === 'build' && <BuildDialog onClose={close} />}
      {dialog === 'import' && <ImportDialog onClose={close} />}
      {dialog === 'prune' && <PruneDialog slice="images" offersAll preview={preview} prune={prune} onClose={close} />}
    </>
  );
}
