'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { SearchInput } from '@/components/ui/search-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Card } from '@/components/ui/card';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import type { Place } from '@/lib/containers/client/container-key';
import { useChanges } from '@/lib/containers/client/use-changes';

const PAGE = 200;
const TONE: Record<'added' | 'modified' | 'deleted', Tone> = { added: 'success', modified: 'info', deleted: 'danger' };

export function ChangesTab({ place }: { place: Place }) {
  const t = useTranslations('containers');
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const search = useDeferredValue(typed);
  const { data, error, isPending, refetch } = useChanges(place, { search, limit: PAGE, offset });
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput value={typed} onChange={(value) => { setTyped(value); setOffset(0); }} placeholder={t('files.search')} />
        {data && <span className="text-sm text-fg-muted tabular-nums">{t('files.count', { count: data.total })}</span>}
        {data && data.total > PAGE && (
          <span className="ml-auto flex items-center gap-2">
            <Button size="sm" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>{t('files.previous')}</Button>
            <span className="text-sm tabular-nums">{offset + 1}–{Math.min(offset + PAGE, data.total)}</span>
            <Button size="sm" disabled={offset + PAGE >= data.total} onClick={() => setOffset(offset + PAGE)}>{t('files.next')}</Button>
          </span>
        )}
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <SkeletonRows />}
      {data && (data.items.length === 0 ? <p className="p-6 text-center text-sm text-fg-muted">{search ? t('files.noMatch') : t('files.none')}</p> : (
        <Card>
          <Table label={t('tabs.files')}>
            <THead><Tr><Th className="w-28">{t('files.change')}</Th><Th>{t('files.path')}</Th></Tr></THead>
            <TBody>{data.items.map(({ path, kind }) => <Tr key={path}><Td><Badge tone={TONE[kind]}>{t(`files.${kind}`)}</Badge></Td><Td className="font-mono text-xs [overflow-wrap:anywhere]">{path}</Td></Tr>)}</TBody>
          </Table>
        </Card>
      ))}
    </>
  );
}
