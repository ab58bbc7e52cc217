'use client';
import { Ellipsis, Pencil, Plus, Server, Signpost, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { ProxyDialog } from '@/components/proxy/proxy-dialog';
import { useMay } from '@/components/shell/me-context';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { useEnvironmentChanges } from '@/lib/environments/client/use-environment-changes';
import { useEnvironments } from '@/lib/environments/client/use-environments';
import { useInventory } from '@/lib/environments/client/use-inventory';
import type { ConnectionView, EnvironmentDto } from '@/lib/environments/contract';
import { formatBytes } from '@/lib/platform/model/format';
import { EnvironmentDialog } from './environment-dialog';
import { EnvironmentStatusBadge } from './status-badge';

export function EnvironmentsPage() {
  const t = useTranslations('environments.list');
  const proxyText = useTranslations('proxy.settings');
  const may = useMay('environment:manage');
  const { data, error, refetch } = useEnvironments();
  const containers = useInventory('container').data;
  const { show, remove } = useEnvironmentChanges();
  const [dialog, setDialog] = useState<'add' | (EnvironmentDto & { connection: ConnectionView }) | null>(null);
  const [proxyOf, setProxyOf] = useQueryState('proxy', parseAsString);
  const [removing, setRemoving] = useState<EnvironmentDto | null>(null);
  const proxied = data?.find(({ id }) => id === proxyOf);
  const countOf = (id: string) => containers?.filter((row) => row.environmentId === id).length ?? 0;
  const edit = async (row: EnvironmentDto) => {
    try {
      setDialog(await show(row.id));
    } catch (failure) {
      toast.error(failure);
    }
  };
  const confirmRemove = async (row: EnvironmentDto) => {
    try {
      await remove(row.id);
      toast.success(t('removed', { name: row.name }));
      setRemoving(null);
    } catch (failure) {
      toast.error(failure);
    }
  };
  const add = may && <Button variant="primary" onClick={() => setDialog('add')}><Plus aria-hidden />{t('add')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} badge={data && <span className="text-sm text-fg-muted tabular-nums">{data.length}</span>} actions={add} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.length === 0 && <Card><EmptyState icon={<Server />} title={t('empty')} description={t('emptyText')} action={add} /></Card>}
      {data && data.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {data.map((row) => (
              <li key={row.id} className="flex items-start gap-3 px-4 py-3.5">
                <div className="grid min-w-0 flex-1 gap-x-6 gap-y-2 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
                  <div className="min-w-0">
                    <p className="flex flex-wrap items-center gap-x-2 gap-y-1"><span className="font-medium [overflow-wrap:anywhere]">{row.name}</span><EnvironmentStatusBadge status={row.status} /></p>
                    <p className="mt-0.5 font-mono text-xs text-fg-muted [overflow-wrap:anywhere]">{row.endpoint}</p>
                  </div>
                  <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-[13px] sm:grid-cols-[2fr_2fr_1.5fr_1fr]">
                    <Fact label={t('host')} value={row.host && <>{row.host.name}<span className="block text-xs text-fg-muted">{row.host.os}</span></>} />
                    <Fact label={t('engine')} value={row.host && <>Docker {row.host.engineVersion}<span className="block text-xs text-fg-muted">API {row.host.apiVersion} · {row.host.storageDriver}</span></>} />
                    <Fact label={`${t('cpus')} / ${t('memory')}`} value={row.host && <span className="tabular-nums">{row.host.cpus} / {formatBytes(row.host.memoryBytes)}</span>} />
                    <Fact label={t('containers')} value={<Link prefetch={false} className="tabular-nums hover:underline" href={`/containers?env=${row.id}`}>{countOf(row.id)}</Link>} />
                  </dl>
                  {'detail' in row.status && <p className={`text-[13px] [overflow-wrap:anywhere] md:col-span-2 ${row.status.kind === 'down' ? 'text-danger' : 'text-warning'}`}>{row.status.detail}</p>}
                </div>
                {may && (
                  <DropdownMenu
                    trigger={<IconButton label={t('actions', { name: row.name })} icon={<Ellipsis />} />}
                    items={[{ label: t('edit'), icon: <Pencil />, onSelect: () => void edit(row) }, { label: proxyText('menu'), icon: <Signpost />, onSelect: () => void setProxyOf(row.id) }, 'separator', { label: t('remove'), icon: <Trash2 />, danger: true, onSelect: () => setRemoving(row) }]}
                  />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {dialog && <EnvironmentDialog {...(dialog !== 'add' && { environment: dialog })} onClose={() => setDialog(null)} />}
      {may && proxied && <ProxyDialog environmentId={proxied.id} name={proxied.name} onClose={() => void setProxyOf(null)} />}
      {removing && <ConfirmDialog open onOpenChange={() => setRemoving(null)} danger title={t('removeTitle', { name: removing.name })} confirmLabel={t('remove')} onConfirm={() => confirmRemove(removing)}><p>{t('removeText', { count: countOf(removing.id) })}</p></ConfirmDialog>}
    </>
  );
}

const Fact = ({ label, value }: { label: string; value: React.ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-fg-muted">{label}</dt>
    <dd className="[overflow-wrap:anywhere]">{value ?? '—'}</dd>
  </div>
);
