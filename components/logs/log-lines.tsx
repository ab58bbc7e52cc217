'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { LogEntry } from '@/lib/logs/client/log-buffer';
import type { Matches } from '@/lib/logs/client/use-log-search';
import { LogRow } from './log-row';

const ROW_PX = 20;
const NEAR_END_PX = 24;
const OVERSCAN = 20;

interface LogLinesProps {
  entries: readonly LogEntry[];
  matches: Matches;
  currentSeq: number | undefined;
  timestamps: boolean;
  wrap: boolean;
  emptyText: string;
}

/** Only the lines in view are in the page. Stays at the end while new lines come, until the reader scrolls up. */
export function LogLines({ entries, matches, currentSeq, timestamps, wrap, emptyText }: LogLinesProps) {
  const t = useTranslations('logs.viewer');
  const frame = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const virtual = useVirtualizer({
    count: entries.length, getScrollElement: () => frame.current, estimateSize: () => ROW_PX, overscan: OVERSCAN, getItemKey: (index) => entries[index]!.seq,
  });

  useLayoutEffect(() => {
    if (following && entries.length > 0) virtual.scrollToIndex(entries.length - 1, { align: 'end' });
  }, [following, entries, wrap, timestamps, virtual]);

  // Lines that leave at the top must not move what is being read.
  const firstSeq = entries[0]?.seq ?? 0;
  const before = useRef({ firstSeq, length: entries.length });
  useLayoutEffect(() => {
    const gone = firstSeq - before.current.firstSeq;
    if (!following && gone > 0 && gone < before.current.length && frame.current) frame.current.scrollTop -= gone * ROW_PX;
    before.current = { firstSeq, length: entries.length };
  }, [firstSeq, entries.length, following]);

  // Only when another match is chosen, not with each new line.
  const showMatch = useEffectEvent((wanted: number) => {
    const index = entries.findIndex(({ seq }) => seq === wanted);
    if (index < 0) return;
    setFollowing(false);
    virtual.scrollToIndex(index, { align: 'center' });
  });
  useEffect(() => {
    if (currentSeq !== undefined) showMatch(currentSeq);
  }, [currentSeq]);

  const nearEnd = () => {
    const element = frame.current;
    return element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
  };
  const letGo = () => requestAnimationFrame(() => { if (!nearEnd()) setFollowing(false); });

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={frame}
        role="log"
        aria-live="off"
        aria-label={t('title')}
        tabIndex={0}
        className="h-full overflow-auto bg-surface-raised py-1 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
        onWheel={letGo}
        onTouchMove={letGo}
        onKeyDown={letGo}
        onPointerUp={letGo}
        onScroll={() => { if (!following && nearEnd()) setFollowing(true); }}
      >
        {entries.length === 0 && <p className="p-4 font-sans text-sm text-fg-muted">{emptyText}</p>}
        <div style={{ height: virtual.getTotalSize() }} className="relative min-w-full">
          <div className="absolute top-0 left-0 min-w-full" style={{ transform: `translateY(${virtual.getVirtualItems()[0]?.start ?? 0}px)`, width: wrap ? '100%' : 'max-content' }}>
            {virtual.getVirtualItems().map(({ index, key }) => (
              <div key={key} data-index={index} ref={wrap ? virtual.measureElement : undefined} className={wrap ? '' : 'h-5'}>
                <LogRow entry={entries[index]!} timestamps={timestamps} wrap={wrap} ranges={matches.get(entries[index]!.seq)} current={entries[index]!.seq === currentSeq} />
              </div>
            ))}
          </div>
        </div>
      </div>
      {!following && entries.length > 0 && (
        <Button size="sm" variant="primary" className="absolute right-4 bottom-4 shadow-lg" onClick={() => setFollowing(true)}><ArrowDown />{t('latest')}</Button>
      )}
    </div>
  );
}
