'use client';
import { AtSign, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useNames, useNamesActions } from '@/lib/names/client/use-names';
import type { PublisherDto } from '@/lib/names/contract';
import { InternalCard } from './internal-card';
import { PublishedCard } from './published-card';
import { PublisherDialog } from './publisher-dialog';
import { PublisherTable } from './publisher-table';

export function NamesPage() {
  const t = useTranslations('names');
  const { data, error, refetch } = useNames();
  const { remove } = useNamesActions();
  const [editing, setEditing] = useState<PublisherDto | 'new' | null>(null);
  const [removing, setRemoving] = useState<PublisherDto | null>(null);
  const environments = data?.internal.map(({ environmentId, environment }) => ({ id: environmentId, name: environment })) ?? [];
  const add = <Button variant="primary" disabled={environments.length === 0} onClick={() => setEditing('new')}><Plus aria-hidden />{t('add')}</Button>;
  const word = removing?.removing ? 'forget' : 'remove';
  const confirmed = async () => {
    await remove.mutateAsync({ id: removing!.id, forget: removing!.removing }).catch((failure: unknown) => toast.error(failure));
    setRemoving(null);
  };
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} actions={data && data.publishers.length > 0 && add} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data && (
        <div className="flex flex-col gap-4">
          <InternalCard internal={data.internal} />
          <Card>
            <CardHeader><CardTitle>{t('outside')}</CardTitle></CardHeader>
            {data.publishers.length === 0 ? <EmptyState icon={<AtSign />} title={t('none')} description={t('noneText')} action={add} /> : <PublisherTable publishers={data.publishers} onEdit={setEditing} onRemove={setRemoving} />}
          </Card>
          {data.publishers.length > 0 && <PublishedCard names={data.names} />}
        </div>
      )}
      {editing && <PublisherDialog publisher={editing === 'new' ? null : editing} environments={environments} onClose={() => setEditing(null)} />}
      {removing && <ConfirmDialog open onOpenChange={() => setRemoving(null)} title={t(`${word}Title`, { name: removing.name })} confirmLabel={t(`${word}Confirm`)} danger onConfirm={confirmed}><p>{t(`${word}Text`)}</p></ConfirmDialog>}
    </>
  );
}
