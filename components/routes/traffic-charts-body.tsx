'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { withGaps, type Point } from '@/components/charts/series';
import { TimeSeriesChart } from '@/components/charts/time-series-chart';
import { Card } from '@/components/ui/card';
import type { RouteDto } from '@/lib/routes/contract';
import { formatLatency, formatRate, formatShare } from '@/lib/routes/model/format-traffic';

const WINDOW_MS = 5 * 60_000;
const LONGEST_GAP_MS = 45_000;
type Key = 'requestsPerSecond' | 'errorRate' | 'p95';
const KEYS: readonly Key[] = ['requestsPerSecond', 'errorRate', 'p95'];

export function TrafficChartsBody({ history }: { history: RouteDto['history'] }) {
  const t = useTranslations('routes.page');
  const locale = useLocale();
  const points = useMemo(() => withGaps<Key>(history.map(({ at, ...values }) => ({ at: Date.parse(at), ...values })), KEYS, LONGEST_GAP_MS), [history]);
  if (points.length === 0) return <Card className="px-4 py-8 text-center text-sm text-fg-muted">{t('noHistory')}</Card>;
  const to = points.at(-1)!.at;
  const domain: [number, number] = [to - WINDOW_MS, to];
  const common = { points, domain };
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Chart {...common} name="requestsPerSecond" title={t('requests')} color="var(--accent)" least={1} format={(value) => formatRate(value, locale)} />
      <Chart {...common} name="errorRate" title={t('errorRate')} color="var(--danger)" least={0.05} format={(value) => (value > 1 ? '' : formatShare(value))} />
      <Chart {...common} name="p95" title={t('p95')} color="var(--info)" least={10} format={(value) => (value === 0 ? '0' : formatLatency(value))} />
    </div>
  );
}

function Chart({ points, domain, name, title, color, least, format }: { points: Point<Key>[]; domain: [number, number]; name: Key; title: string; color: string; least: number; format: (value: number) => string }) {
  const t = useTranslations('routes.page');
  const now = points.at(-1)?.[name] ?? null;
  const most = Math.max(0, ...points.map((point) => point[name] ?? 0));
  return (
    <Card className="p-3 pb-2">
      <div className="mb-1 flex items-baseline gap-3 px-1">
        <h3 className="mr-auto min-w-0 truncate text-sm font-semibold">{title}</h3>
        <span className="shrink-0 text-xs font-medium tabular-nums">{now === null ? '—' : format(now)}</span>
      </div>
      <TimeSeriesChart points={points} series={[{ key: name, label: title, color }]} domain={domain} format={format} least={least} bytes={false} height={150} summary={t('summary', { name: title, now: now === null ? '—' : format(now), most: format(most) })} />
    </Card>
  );
}
