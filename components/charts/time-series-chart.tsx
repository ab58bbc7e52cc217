'use client';
import { useLocale } from 'next-intl';
import { useId } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { clockTicks, niceTicks } from './nice-ticks';
import type { Point, Series } from './series';

interface TimeSeriesChartProps<Key extends string> {
  points: Point<Key>[];
  series: Series<Key>[];
  /** The same for all charts that stand together, so that a peak in one is above its cause in another. */
  domain: [number, number];
  format: (value: number) => string;
  /** What a screen reader says instead of the picture. */
  summary: string;
  /** The axis reaches at least this far: noise around nothing must not look like a mountain. */
  least: number;
  /** Axis marks at powers of 1024 rather than of ten. */
  bytes: boolean;
  height?: number;
}

export function TimeSeriesChart<Key extends string>({ points, series, domain, format, summary, least, bytes, height = 176 }: TimeSeriesChartProps<Key>) {
  const locale = useLocale();
  const id = useId();
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });
  const ticks = clockTicks(domain);
  const most = points.reduce((found, point) => series.reduce((top, { key }) => Math.max(top, point[key] ?? 0), found), least);
  const marks = niceTicks(most, bytes);
  const axis = { tickLine: false, axisLine: false, tick: { fill: 'var(--fg-muted)', fontSize: 11 } };
  return (
    <div role="img" aria-label={summary} style={{ height }} className="[&_.recharts-surface]:outline-none">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height }}>
        <ComposedChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <defs>
            {series.map(({ key, color }) => (
              <linearGradient key={key} id={`${id}-${key}`} x1="0" y1="0" x2="0" y2="1">
                <stop offset="0%" stopColor={color} stopOpacity={0.22} />
                <stop offset="100%" stopColor={color} stopOpacity={0.02} />
              </linearGradient>
            ))}
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" strokeDasharray="2 3" />
          <XAxis {...axis} dataKey="at" type="number" domain={domain} ticks={ticks} allowDataOverflow tickFormatter={(at: number) => clock.format(at)} height={20} />
          <YAxis {...axis} width={64} domain={[0, marks.at(-1)!]} ticks={marks} interval={0} tickFormatter={format} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--fg-muted)', strokeDasharray: '3 3' }}
            content={({ active, payload, label }) => (active && payload.length > 0 ? <ChartTooltip at={Number(label)} locale={locale} rows={series.map((one) => ({ ...one, value: payload.find(({ dataKey }) => dataKey === one.key)?.value as number | undefined }))} format={format} /> : null)}
          />
          {series.map(({ key, color, limit }) =>
            limit ? (
              <Line key={key} dataKey={key} type="stepAfter" stroke={color} strokeWidth={1.25} strokeDasharray="5 4" dot={false} activeDot={false} isAnimationActive={false} connectNulls={false} />
            ) : (
              <Area key={key} dataKey={key} type="monotone" stroke={color} strokeWidth={1.5} fill={`url(#${id}-${key})`} dot={false} activeDot={{ r: 3, strokeWidth: 0 }} isAnimationActive={false} connectNulls={false} />
            ),
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function ChartTooltip<Key extends string>({ at, locale, rows, format }: { at: number; locale: string; rows: (Series<Key> & { value?: number })[]; format: (value: number) => string }) {
  return (
    <div className="rounded-md border border-line bg-surface-raised px-2.5 py-1.5 text-xs shadow-lg">
      <p className="mb-1 text-fg-muted">{new Date(at).toLocaleTimeString(locale)}</p>
      {rows.filter(({ value }) => value !== undefined && value !== null).map(({ key, label, color, value }) => (
        <p key={key} className="flex items-center gap-2 tabular-nums">
          <span className="size-2 rounded-full" style={{ background: color }} aria-hidden />
          <span className="text-fg-muted">{label}</span>
          <span className="ml-auto pl-3 font-medium">{format(value!)}</span>
        </p>
      ))}
    </div>
  );
}
