'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Sparkline } from '@/components/charts/sparkline';
import { cn } from '@/components/ui/cn';
import type { RouteDto } from '@/lib/routes/contract';
import { formatLatency, formatRate, formatShare } from '@/lib/routes/model/format-traffic';

type Of = { route: Pick<RouteDto, 'traffic' | 'history'> };
const BAD_FROM = 0.05;
const nothing = <span className="text-fg-muted">—</span>;

export function RequestsCell({ route: { traffic } }: Of) {
  const locale = useLocale();
  return traffic ? formatRate(traffic.requestsPerSecond, locale) : nothing;
}

export function ErrorsCell({ route: { traffic } }: Of) {
  if (!traffic) return nothing;
  return <span className={cn(traffic.errorRate === 0 ? 'text-fg-muted' : traffic.errorRate >= BAD_FROM ? 'font-medium text-danger' : 'text-warning')}>{formatShare(traffic.errorRate)}</span>;
}

export function LatencyCell({ route: { traffic } }: Of) {
  if (!traffic || traffic.p50 === null) return nothing;
  return [traffic.p50, traffic.p95, traffic.p99].map((ms) => (ms === null ? '—' : formatLatency(ms))).join(' / ');
}

export function TrafficLine({ route: { history } }: Of) {
  const t = useTranslations('routes.list');
  const locale = useLocale();
  if (history.length < 2) return <span title={t('noTraffic')} className="text-fg-muted">—</span>;
  const values = history.map(({ requestsPerSecond }) => requestsPerSecond);
  return <Sparkline values={values} className="h-6 w-full" label={t('trafficSummary', { now: formatRate(values.at(-1)!, locale), most: formatRate(Math.max(...values), locale) })} />;
}
