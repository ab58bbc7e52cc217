'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { withGaps, type Series } from '@/components/charts/series';
import { TimeSeriesChart } from '@/components/charts/time-series-chart';
import { Card } from '@/components/ui/card';
import type { MetricSample } from '@/lib/metrics/contract';
import type { MetricKey } from './container-charts-body';

interface MetricCardProps {
  title: string;
  hint?: string;
  samples: MetricSample[];
  series: Series<MetricKey>[];
  domain: [number, number];
  intervalMs: number;
  format: (value: number) => string;
  least: number;
  bytes?: boolean;
}

const MISSED_ROUNDS = 3.5;

/** One chart with its latest figures as legend. */
export function MetricCard({ title, hint, samples, series, domain, intervalMs, format, least, bytes = true }: MetricCardProps) {
  const t = useTranslations('metrics.charts');
  const points = useMemo(() => withGaps(samples, series.map(({ key }) => key), intervalMs * MISSED_ROUNDS), [samples, series, intervalMs]);
  const last = samples.at(-1);
  const summary = series.map(({ key, label }) => t('summary', { name: `${title}, ${label}`, now: format(last?.[key] ?? 0), most: format(Math.max(0, ...samples.map((sample) => sample[key]))) })).join('; ');
  return (
    <Card className="p-3 pb-2">
      <div className="mb-1 flex flex-wrap items-baseline gap-x-4 gap-y-1 px-1">
        <h3 className="mr-auto text-sm font-semibold" title={hint}>{title}</h3>
        {series.map(({ key, label, color }) => (
          <span key={key} className="flex items-center gap-1.5 text-xs">
            <span className="size-2 rounded-full" style={{ background: color }} aria-hidden />
            <span className="text-fg-muted">{label}</span>
            <span className="min-w-14 text-right font-medium tabular-nums">{last ? format(last[key]) : '—'}</span>
          </span>
        ))}
      </div>
      <TimeSeriesChart points={points} series={series} domain={domain} format={format} least={least} bytes={bytes} summary={summary} />
    </Card>
  );
}
