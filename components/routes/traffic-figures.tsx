'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { formatBytes } from '@/lib/platform/model/format';
import { formatLatency, formatRate } from '@/lib/routes/model/format-traffic';
import type { RouteDto } from '@/lib/routes/contract';
import { ErrorsCell } from './traffic-cells';

/** The last minute in six figures. */
export function TrafficFigures({ route }: { route: RouteDto }) {
  const t = useTranslations('routes');
  const locale = useLocale();
  const { traffic } = route;
  const ms = (value: number | null | undefined) => (value === null || value === undefined ? '—' : formatLatency(value));
  const figures: [string, ReactNode][] = [
    [t('list.requests'), traffic ? formatRate(traffic.requestsPerSecond, locale) : '—'],
    [t('list.errors'), <ErrorsCell key="errors" route={route} />],
    ['p50', ms(traffic?.p50)], ['p95', ms(traffic?.p95)], ['p99', ms(traffic?.p99)],
    [t('page.bytes'), traffic ? `${formatBytes(traffic.bytesPerSecond)}/s` : '—'],
  ];
  return (
    <Card>
      <dl aria-label={t('page.figures')} title={traffic ? t('page.window', { seconds: Math.round(traffic.windowSeconds) }) : t('list.noTraffic')} className="grid grid-cols-3 gap-y-3 py-3 sm:grid-cols-6 sm:divide-x sm:divide-line">
        {figures.map(([label, value]) => <div key={label} className="min-w-0 px-4"><dt className="truncate text-xs text-fg-muted">{label}</dt><dd className="text-base font-semibold whitespace-nowrap tabular-nums">{value}</dd></div>)}
      </dl>
    </Card>
  );
}
