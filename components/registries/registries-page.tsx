'use client';
import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay, usePlaces } from '@/components/shell/me-context';
import { isWithin } from '@/lib/access/model/paths';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useRegistries, useRegistryActions } from '@/lib/registries/client/use-registries';
import type { RegistryDto } from '@/lib/registries/contract';
import { RegistryDialog } from './registry-dialog';

export function RegistriesPage() {
  const t = useTranslations('registries');
  const mayAdd = useMay('registry:manage');
  const places = usePlaces('registry:manage');
  const may = (group: string) => places.some((place) => isWithin(place, group));
  const { data, error, refetch } = useRegistries();
  const { remove } = useRegistryActions();
  const [editing, setEditing] = useState<RegistryDto | 'new' | null>(null);
  const [removing, setRemoving] = useState<RegistryDto | null>(null);
  const add = mayAdd && <Button variant="primary" onClick={() => setEditing('new')}><Plus aria-hidden />{t('add')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} description={t('intro')} actions={data && data.length > 0 && add} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.length === 0 && <EmptyState icon={<KeyRound />} title={t('none')} description={t('noneText')} action={add} />}
      {data && data.length > 0 && (
        <Card>
          <Table label={t('title')}>
            <THead><Tr><Th>{t('name')}</Th><Th>{t('group')}</Th><Th>{t('server')}</Th><Th>{t('username')}</Th><Th>{t('made')}</Th><Th /></Tr></THead>
            <TBody>
              {data.map((row) => (
                <Tr key={row.id}>
                  <Td className="font-medium">{row.name}</Td><Td className="text-[13px]">{row.group === '/' ? t('everybody') : row.group}</Td><Td className="font-mono text-xs">{row.server || t('usual')}</Td><Td>{row.username}</Td><Td className="text-xs whitespace-nowrap text-fg-muted"><RelativeTime at={row.createdAt} /> · {row.createdBy}</Td>
                  <Td className="text-right whitespace-nowrap">{may(row.group) && <><IconButton label={t('edit', { name: row.name })} icon={<Pencil />} onClick={() => setEditing(row)} /><IconButton label={t('remove', { name: row.name })} icon={<Trash2 />} onClick={() => setRemoving(row)} /></>}</Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        </Card>
      )}
      {editing && <RegistryDialog registry={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {removing && <ConfirmDialog open onOpenChange={() => setRemoving(null)} title={t('removeTitle', { name: removing.name })} confirmLabel={t('removeConfirm')} danger onConfirm={async () => { await remove.mutateAsync(removing.id).catch((failure: unknown) => toast.error(failure)); setRemoving(null); }}><p>{t('removeText')}</p></ConfirmDialog>}
    </>
  );
}
