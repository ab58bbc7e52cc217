'use client';
import { useTranslations } from 'next-intl';
import { UsageBar } from '@/components/charts/usage-bar';
import { EnvironmentStatusBadge } from '@/components/environments/status-badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { ContainerRow, EnvironmentDto } from '@/lib/environments/contract';
import { useEnvironmentMetrics } from '@/lib/metrics/client/use-metrics';
import { formatBytes } from '@/lib/platform/model/format';

/** One engine: can it be trusted right now, and how full is its host. */
export function EnvironmentCard({ environment, rows }: { environment: EnvironmentDto; rows: ContainerRow[] }) {
  const t = useTranslations('environments.overview');
  const used = useEnvironmentMetrics(environment.id);
  const { host } = environment;
  const cores = (used?.cpuPercent ?? 0) / 100;
  const cpuText = host ? t('ofCpus', { used: cores.toFixed(1), total: host.cpus }) : '—';
  const memoryText = host ? `${formatBytes(used?.memoryBytes ?? 0)} / ${formatBytes(host.memoryBytes)}` : '—';
  return (
    <Card>
      <CardHeader><CardTitle>{environment.name}</CardTitle><EnvironmentStatusBadge status={environment.status} /></CardHeader>
      <CardBody className="flex flex-col gap-3 text-[13px]">
        <p className="text-fg-muted [overflow-wrap:anywhere]">{host ? `${host.name} · ${host.os} · ${t('engine', { version: host.engineVersion })}` : environment.endpoint}</p>
        <div className="flex flex-col gap-1"><span className="flex justify-between"><span>{t('cpu')}</span><span className="text-fg-muted tabular-nums">{cpuText}</span></span><UsageBar used={cores} total={host?.cpus ?? 1} label={`${t('cpu')} ${cpuText}`} /></div>
        <div className="flex flex-col gap-1"><span className="flex justify-between"><span>{t('memory')}</span><span className="text-fg-muted tabular-nums">{memoryText}</span></span><UsageBar used={used?.memoryBytes ?? 0} total={host?.memoryBytes ?? 1} label={`${t('memory')} ${memoryText}`} /></div>
        <p className="text-fg-muted">{t('containers')}: <span className="text-fg tabular-nums">{rows.filter((row) => row.state === 'running').length} / {rows.length}</span></p>
      </CardBody>
    </Card>
  );
}
