'use client';
import { Plus, Server, Trash2 } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import type { EnvironmentDto, removeEnvironment } from '@/lib/environments/contract';
import { callApi } from '@/lib/platform/client/call-api';
import { formatBytes } from '@/lib/platform/model/format';
import { EnvironmentDialog } from './environment-dialog';
import { EnvironmentStatusBadge } from './status-badge';

export function EnvironmentsPage() {
  const t = useTranslations('environments.list');
  const may = useMay('environment:manage');
  const cache = useQueryClient();
  const { data, error, refetch } = useEnvironments();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<EnvironmentDto | null>(null);
  const remove = async (row: EnvironmentDto) => {
    try {
      await callApi<typeof removeEnvironment>({ method: 'DELETE', path: '/api/v1/environments/[environmentId]', params: { environmentId: row.id } });
      toast.success(t('removed', { name: row.name }));
      setRemoving(null);
      await cache.invalidateQueries();
    } catch (failure) {
      toast.error(failure);
    }
  };
  const add = may && <Button variant="primary" onClick={() => setAdding(true)}><Plus aria-hidden />{t('add')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} actions={add} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data && (
        <Card>
          {data.length === 0 ? <EmptyState icon={<Server />} title={t('empty')} action={add} /> : (
            <Table label={t('title')}>
              <THead><Tr><Th>{t('name')}</Th><Th>{t('state')}</Th><Th>{t('endpoint')}</Th><Th>{t('host')}</Th><Th>{t('engine')}</Th><Th className="text-right">{t('cpus')}</Th><Th className="text-right">{t('memory')}</Th><Th /></Tr></THead>
              <TBody>
                {data.map((row) => (
                  <Tr key={row.id}>
                    <Td className="font-medium">{row.name}</Td>
                    <Td><EnvironmentStatusBadge status={row.status} />{'detail' in row.status && <p className="mt-1 max-w-xs text-xs text-danger [overflow-wrap:anywhere]">{row.status.detail}</p>}</Td>
                    <Td className="font-mono text-xs">{row.endpoint}</Td>
                    <Td>{row.host?.name ?? '—'}</Td>
                    <Td>{row.host ? `${row.host.engineVersion} (API ${row.host.apiVersion})` : '—'}</Td>
                    <Td className="text-right tabular-nums">{row.host?.cpus ?? '—'}</Td>
                    <Td className="text-right whitespace-nowrap tabular-nums">{row.host ? formatBytes(row.host.memoryBytes) : '—'}</Td>
                    <Td className="text-right">{may && <IconButton label={`${t('remove')} ${row.name}`} icon={<Trash2 />} onClick={() => setRemoving(row)} />}</Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
          )}
        </Card>
      )}
      {adding && <EnvironmentDialog onClose={() => setAdding(false)} />}
      {removing && <ConfirmDialog open onOpenChange={() => setRemoving(null)} danger title={t('removeTitle', { name: removing.name })} confirmLabel={t('remove')} onConfirm={() => remove(removing)}><p>{t('removeText')}</p></ConfirmDialog>}
    </>
  );
}
