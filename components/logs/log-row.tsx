'use client';
import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { LogEntry } from '@/lib/logs/client/log-buffer';
import type { Range } from '@/lib/logs/client/use-log-search';
import { formatBytes } from '@/lib/platform/model/format';
import { LogText } from './log-text';

interface LogRowProps { entry: LogEntry; timestamps: boolean; wrap: boolean; ranges?: Range[]; current?: boolean }

export function LogRow({ entry, timestamps, wrap, ranges, current }: LogRowProps) {
  const t = useTranslations('logs.viewer');
  const locale = useLocale();
  if (entry.kind === 'skipped') {
    return <div className="bg-warning-soft px-3 text-warning">{t('skipped', { lines: entry.lines, size: formatBytes(entry.bytes) })}</div>;
  }
  return (
    <div
      data-stream={entry.stream}
      className={cn('flex min-w-full gap-3 border-l-2 px-3 hover:bg-muted/60', wrap ? 'w-full' : 'w-max', entry.stream === 'stderr' ? 'border-danger/70 bg-danger-soft/40' : 'border-transparent', current && 'bg-warning-soft')}
    >
      {timestamps && entry.at && <time dateTime={entry.at} title={entry.at} className="shrink-0 text-fg-muted tabular-nums select-none">{localTime(entry.at, locale)}</time>}
      <span className={cn('min-w-0 [unicode-bidi:isolate]', wrap ? 'break-words whitespace-pre-wrap [overflow-wrap:anywhere]' : 'whitespace-pre')}>
        <LogText coloured={entry.coloured} plain={entry.plain} ranges={ranges} current={current} />
        {entry.cutBytes > 0 && <span className="ml-2 text-fg-muted italic">{t('cut', { size: formatBytes(entry.cutBytes) })}</span>}
      </span>
    </div>
  );
}

function localTime(at: string, locale: string): string {
  const time = new Date(at);
  const clock = time.toLocaleTimeString(locale, { hour12: false });
  const day = Date.now() - time.getTime() > 86_400_000 ? `${time.toLocaleDateString(locale)} ` : '';
  return `${day}${clock}.${at.slice(20, 23).padEnd(3, '0').replace(/\D/g, '0')}`;
}
