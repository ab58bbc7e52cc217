'use client';
import { Clock, Download, Eraser, ListFilter, Pause, Play, Regex, WrapText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { cn } from '@/components/ui/cn';

export const RANGES = { 'tail-200': { tail: 200 }, 'tail-1000': { tail: 1_000 }, 'tail-5000': { tail: 5_000 }, since15m: { sinceMs: 900_000 }, since1h: { sinceMs: 3_600_000 }, since24h: { sinceMs: 86_400_000 } } as const;
export type RangeName = keyof typeof RANGES;
export type StreamChoice = 'both' | 'stdout' | 'stderr';

export interface LogView { range: RangeName; streams: StreamChoice; timestamps: boolean; wrap: boolean; regex: boolean; onlyMatches: boolean; paused: boolean }

interface LogToolbarProps { view: LogView; onChange: (change: Partial<LogView>) => void; onClear: () => void; downloadHref: () => string; children: ReactNode }

export function LogToolbar({ view, onChange, onClear, downloadHref, children }: LogToolbarProps) {
  const t = useTranslations('logs.viewer');
  const rangeLabel = (name: RangeName) => (name.startsWith('tail-') ? t('tail', { count: Number(name.slice(5)) }) : t(name as 'since1h'));
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line p-2" role="toolbar" aria-label={t('options')}>
      <Select className="w-36 flex-1 sm:w-40 sm:flex-none" aria-label={t('range')} value={view.range} onValueChange={(range) => onChange({ range: range as RangeName })} options={(Object.keys(RANGES) as RangeName[]).map((value) => ({ value, label: rangeLabel(value) }))} />
      <Select className="w-36 flex-1 sm:w-48 sm:flex-none" aria-label={t('streams')} value={view.streams} onValueChange={(streams) => onChange({ streams: streams as StreamChoice })} options={(['both', 'stdout', 'stderr'] as const).map((value) => ({ value, label: t(value) }))} />
      {children}
      <Toggle label={t('regex')} icon={<Regex />} on={view.regex} onToggle={(regex) => onChange({ regex })} />
      <Toggle label={t('onlyMatches')} icon={<ListFilter />} on={view.onlyMatches} onToggle={(onlyMatches) => onChange({ onlyMatches })} />
      <span className="mx-1 hidden h-5 w-px bg-line sm:block" aria-hidden />
      <Toggle label={t('timestamps')} icon={<Clock />} on={view.timestamps} onToggle={(timestamps) => onChange({ timestamps })} />
      <Toggle label={t('wrap')} icon={<WrapText />} on={view.wrap} onToggle={(wrap) => onChange({ wrap })} />
      <span className="ml-auto flex gap-1.5">
        <IconButton label={view.paused ? t('resume') : t('pause')} icon={view.paused ? <Play /> : <Pause />} onClick={() => onChange({ paused: !view.paused })} />
        <IconButton label={t('clear')} icon={<Eraser />} onClick={onClear} />
        <a href="#download" onClick={(event) => { event.currentTarget.href = downloadHref(); }} download aria-label={t('download')} title={t('download')} className="inline-flex size-8 items-center justify-center rounded-md text-fg-muted hover:bg-muted hover:text-fg [&_svg]:size-4"><Download /></a>
      </span>
    </div>
  );
}

const Toggle = ({ label, icon, on, onToggle }: { label: string; icon: ReactNode; on: boolean; onToggle: (on: boolean) => void }) => (
  <IconButton label={label} icon={icon} aria-pressed={on} className={cn(on && 'bg-accent-soft text-accent hover:text-accent')} onClick={() => onToggle(!on)} />
);
