'use client';
import { useLocale } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { relativeTime } from '@/lib/platform/model/format';

const TICK_MS = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

/** One timer for all the times on the screen. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => { now = Date.now(); listeners.forEach((tell) => tell()); }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) { clearInterval(timer); timer = undefined; }
  };
}

/** Between ticks the same value, or React would draw for ever; after a pause without readers, the present. */
function currentTime(): number {
  const present = Date.now();
  if (present - now > TICK_MS) now = present;
  return now;
}

/** The time to within ten seconds; 0 until the browser tells it. */
export const useNow = () => useSyncExternalStore(subscribe, currentTime, () => 0);

/** `3 minutes ago`, with the full time in the viewer's zone on hover. */
export function RelativeTime({ at }: { at: string }) {
  const locale = useLocale();
  const current = useNow();
  const time = new Date(at);
  if (current === 0 || Number.isNaN(time.getTime())) return <time dateTime={at}>—</time>;
  // What came since the last tick is not in the future.
  const since = time.getTime() - current < 2 * TICK_MS ? Math.min(time.getTime(), current) : time.getTime();
  return <time dateTime={at} title={time.toLocaleString(locale)}>{relativeTime(since, current, locale)}</time>;
}
