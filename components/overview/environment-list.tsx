'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { UsageBar } from '@/components/charts/usage-bar';
import { EnvironmentStatusBadge } from '@/components/environments/status-badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import type { ContainerRow, EnvironmentDto } from '@/lib/environments/contract';
import { useEnvironmentMetrics } from '@/lib/metrics/client/use-metrics';
import { formatBytes } from '@/lib/platform/model/format';

/** Each engine: can it be trusted right now, and how full is its host. */
export function EnvironmentList({ environments, rows }: { environments: EnvironmentDto[]; rows: ContainerRow[] }) {
  const t = useTranslations('environments.overview');
  return (
    <Card>
      <CardHeader><CardTitle>{t('environments')}</CardTitle></CardHeader>
      <ul className="divide-y divide-line">{environments.map((environment) => <EnvironmentRow key={environment.id} environment={environment} rows={rows.filter((row) => row.environmentId === environment.id)} />)}</ul>
    </Card>
  );
}

function EnvironmentRow({ environment, rows }: { environment: EnvironmentDto; rows: ContainerRow[] }) {
  const t = useTranslations('environments.overview');
  const { host, status } = environment;
  const used = useEnvironmentMetrics(environment.id);
  const current = status.kind === 'down' ? undefined : used;
  const cores = (current?.cpuPercent ?? 0) / 100;
  const running = rows.filter((row) => row.state === 'running').length;
  const bar = (name: string, use: number, reserved: number | undefined, total: number, text: (value: number) => string) => (
    <div className="flex flex-col gap-1 text-xs">
      <span className="flex justify-between gap-2"><span className="text-fg-muted">{name}</span><span className="whitespace-nowrap tabular-nums">{current ? text(use) : '—'}<span className="text-fg-muted"> / {host ? text(total) : '—'}</span></span></span>
      <UsageBar used={use} reserved={reserved} total={total || 1} label={t('meter', { name: `${environment.name} ${name}`, used: text(use), reserved: text(reserved ?? 0), total: text(total) })} />
    </div>
  );
  return (
    <li className="grid gap-x-6 gap-y-2.5 px-4 py-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_7rem] md:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm"><Link prefetch={false} href={`/containers?env=${environment.id}`} className="font-medium [overflow-wrap:anywhere] hover:underline">{environment.name}</Link><EnvironmentStatusBadge status={status} /></p>
        <p className="text-xs text-fg-muted [overflow-wrap:anywhere]">{host ? `${host.name} · ${host.os} · ${t('engine', { version: host.engineVersion })}` : environment.endpoint}</p>
      </div>
      {bar(t('cpu'), cores, current?.reservedCpus, host?.cpus ?? 0, (value) => String(Math.round(value * 100) / 100))}
      {bar(t('memory'), current?.memoryBytes ?? 0, current?.reservedMemoryBytes, host?.memoryBytes ?? 0, formatBytes)}
      <p className="text-xs text-fg-muted md:text-right"><span className="text-sm text-fg tabular-nums">{running} / {rows.length}</span> {t('containers')}</p>
    </li>
  );
}
