'use client';
import { useLocale } from 'next-intl';
import { useNow } from './relative-time';

/** `03:12:45` in the viewer's zone, with the day before it unless that is today. For what is compared with logs. */
export function ClockTime({ at, seconds = true }: { at: string; seconds?: boolean }) {
  const locale = useLocale();
  const now = useNow();
  const time = new Date(at);
  if (now === 0 || Number.isNaN(time.getTime())) return <time dateTime={at}>—</time>;
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', ...(seconds && { second: '2-digit' }), hourCycle: 'h23' };
  const isToday = time.toDateString() === new Date(now).toDateString();
  return <time dateTime={at} title={time.toLocaleString(locale)} className="tabular-nums">{isToday ? time.toLocaleTimeString(locale, clock) : time.toLocaleString(locale, { month: 'short', day: 'numeric', ...clock })}</time>;
}
