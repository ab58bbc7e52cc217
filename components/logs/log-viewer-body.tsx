'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react';
import { StatusDot, type Tone } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import type { LogEntry } from '@/lib/logs/client/log-buffer';
import { useLogSearch } from '@/lib/logs/client/use-log-search';
import { LOGS_PATH, useLogStream, type LogStatus } from '@/lib/logs/client/use-log-stream';
import { buildUrl } from '@/lib/platform/client/call-api';
import { LogLines } from './log-lines';
import { LogSearchBox } from './log-search-box';
import { LogToolbar, RANGES, type LogView } from './log-toolbar';

const TONES: Record<LogStatus, Tone> = { connecting: 'neutral', live: 'success', ended: 'neutral', reconnecting: 'warning' };
const INITIAL: LogView = { range: 'tail-1000', streams: 'both', timestamps: false, wrap: false, regex: false, onlyMatches: false, paused: false };

export function LogViewerBody({ environmentId, containerId }: { environmentId: string; containerId: string }) {
  const t = useTranslations('logs.viewer');
  const [view, setView] = useState(INITIAL);
  const [search, setSearch] = useState('');
  const [position, setPosition] = useState(-1);
  const [frozen, setFrozen] = useState<readonly LogEntry[] | null>(null);
  const streams = { stdout: view.streams !== 'stderr', stderr: view.streams !== 'stdout' };
  const range: { tail?: number; sinceMs?: number } = RANGES[view.range];
  const { buffer, status, error } = useLogStream(environmentId, containerId, { ...range, ...streams });
  const all = useSyncExternalStore(buffer.subscribe, buffer.getSnapshot, buffer.getSnapshot);
  const entries = frozen ?? all;
  const skipped = useSyncExternalStore(buffer.subscribe, buffer.getSkipped, buffer.getSkipped);
  const { matches, error: searchError } = useLogSearch(entries, useDeferredValue(search), view.regex);
  const shown = useMemo(() => (view.onlyMatches && search ? entries.filter(({ seq }) => matches.has(seq)) : entries), [entries, matches, view.onlyMatches, search]);
  const found = useMemo(() => [...matches.keys()], [matches]);
  const current = position < 0 ? found.length - 1 : Math.min(position, found.length - 1);

  const change = (part: Partial<LogView>) => {
    if (part.paused !== undefined) setFrozen(part.paused ? all : null);
    if (part.range || part.streams) setFrozen(null);
    setView((before) => ({ ...before, ...(part.range || part.streams ? { paused: false } : {}), ...part }));
  };
  const move = (step: 1 | -1) => {
    if (found.length > 0) setPosition((current + step + found.length) % found.length);
  };
  const clear = () => {
    buffer.clear();
    if (frozen) setFrozen([]);
  };
  const waiting = frozen ? all.filter(({ seq }) => seq > (frozen.at(-1)?.seq ?? 0)).length : 0;
  // `The last hour` is counted from the click.
  const downloadHref = () => buildUrl(`${LOGS_PATH}/download`, { environmentId, containerId }, { ...streams, ...(range.tail !== undefined && { tail: range.tail }), ...(range.sinceMs !== undefined && { since: new Date(Date.now() - range.sinceMs).toISOString() }) });

  return (
    <Card className="flex h-[calc(100dvh-16rem)] min-h-96 flex-col overflow-hidden">
      <LogToolbar view={view} onChange={change} onClear={clear} downloadHref={downloadHref}>
        <LogSearchBox value={search} onChange={(text) => { setSearch(text); setPosition(-1); }} total={found.length} current={current} onMove={move} invalid={searchError !== null} />
      </LogToolbar>
      {searchError && <p role="alert" className="border-b border-line bg-danger-soft px-3 py-1 text-xs text-danger">{searchError.kind === 'timeout' ? t('regexTimeout') : t('badRegex', { reason: searchError.reason })}</p>}
      {error && <div className="p-2"><ErrorState error={error} /></div>}
      <LogLines entries={shown} matches={matches} currentSeq={search && position >= 0 ? found[current] : undefined} timestamps={view.timestamps} wrap={view.wrap} emptyText={view.onlyMatches && search ? t('emptyFiltered') : status === 'connecting' ? t('connecting') : t('empty')} />
      <p className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-1.5 text-xs text-fg-muted" role="status">
        <StatusDot tone={frozen ? 'warning' : TONES[status]} pulse={status === 'live' && !frozen} />
        {frozen ? t('paused', { count: waiting }) : t(status)}
        <span className="ml-auto flex flex-wrap gap-x-3 tabular-nums">
          {skipped > 0 && <span className="text-warning">{t('skippedInAll', { count: skipped })}</span>}
          <span>{t('lines', { count: shown.length })}</span>
        </span>
      </p>
    </Card>
  );
}
