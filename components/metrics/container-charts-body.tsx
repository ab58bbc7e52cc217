'use client';
import { ChartLine, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Series } from '@/components/charts/series';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { useContainerHistory } from '@/lib/metrics/client/use-container-history';
import type { MetricSample } from '@/lib/metrics/contract';
import { formatBytes, formatPercent } from '@/lib/platform/model/format';
import { ChartSkeleton } from './chart-skeleton';
import { MetricCard } from './metric-card';
import { SampleTable } from './sample-table';

const LEAST_WINDOW_MS = 5 * 60_000;
const perSecond = (value: number) => `${formatBytes(value)}/s`;

export function ContainerChartsBody({ environmentId, containerId }: { environmentId: string; containerId: string }) {
  const t = useTranslations('metrics.charts');
  const { data, error, isPending, refetch } = useContainerHistory(environmentId, containerId);
  const [asTable, setAsTable] = useState(false);
  const samples = useMemo(() => data?.items ?? [], [data]);
  const domain = useMemo(() => timeDomain(samples, data?.keptMs ?? LEAST_WINDOW_MS), [samples, data]);
  const series = useSeries(samples);

  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <ChartSkeleton />;
  if (samples.length === 0) return <EmptyState icon={<ChartLine />} title={t('none')} description={t('noneText')} />;
  const common = { samples, domain, intervalMs: data.intervalMs };
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="mr-auto text-xs text-fg-muted">{t('interval', { seconds: Math.round(data.intervalMs / 1000) })}</p>
        <Button size="sm" variant="ghost" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {asTable ? <ChartLine /> : <Table2 />}
          {asTable ? t('chart') : t('table')}
        </Button>
      </div>
      {asTable ? (
        <SampleTable samples={samples} />
      ) : (
        <div className="grid gap-4 lg:grid-cols-2">
          <MetricCard {...common} title={t('cpu')} hint={t('cpuHint')} series={series.cpu} format={formatPercent} least={2} bytes={false} />
          <MetricCard {...common} title={t('memory')} hint={t('memoryHint')} series={series.memory} format={formatBytes} least={1 << 20} />
          <MetricCard {...common} title={t('network')} series={series.network} format={perSecond} least={1024} />
          <MetricCard {...common} title={t('block')} series={series.block} format={perSecond} least={1024} />
        </div>
      )}
    </section>
  );
}

export type MetricKey = Exclude<keyof MetricSample, 'at'>;

function useSeries(samples: MetricSample[]) {
  const t = useTranslations('metrics.charts');
  const limited = (samples.at(-1)?.memoryLimitBytes ?? 0) > 0;
  return useMemo(() => {
    const memory: Series<MetricKey>[] = [{ key: 'memoryBytes', label: t('used'), color: 'var(--info)' }];
    if (limited) memory.push({ key: 'memoryLimitBytes', label: t('limit'), color: 'var(--danger)', limit: true });
    return {
      cpu: [{ key: 'cpuPercent', label: t('cpu'), color: 'var(--accent)' }] satisfies Series<MetricKey>[],
      memory,
      network: [{ key: 'netRxBytesPerSec', label: t('received'), color: 'var(--success)' }, { key: 'netTxBytesPerSec', label: t('sent'), color: 'var(--info)' }] satisfies Series<MetricKey>[],
      block: [{ key: 'blockReadBytesPerSec', label: t('read'), color: 'var(--accent)' }, { key: 'blockWriteBytesPerSec', label: t('written'), color: 'var(--warning)' }] satisfies Series<MetricKey>[],
    };
  }, [t, limited]);
}

/** Short histories fill the chart too, but a single minute is not stretched over all of it. */
function timeDomain(samples: MetricSample[], keptMs: number): [number, number] {
  const to = samples.at(-1)?.at ?? 0;
  const from = Math.max(to - keptMs, Math.min(samples[0]?.at ?? to, to - LEAST_WINDOW_MS));
  return [from, to];
}
