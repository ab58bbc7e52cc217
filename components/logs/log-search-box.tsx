'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';

interface LogSearchBoxProps { value: string; onChange: (value: string) => void; total: number; current: number; onMove: (step: 1 | -1) => void; invalid: boolean }

/** Enter goes to the next match, Shift-Enter to the one before. */
export function LogSearchBox({ value, onChange, total, current, onMove, invalid }: LogSearchBoxProps) {
  const t = useTranslations('logs.viewer');
  return (
    <span className="flex min-w-0 flex-auto basis-full items-center gap-1 sm:max-w-96 sm:min-w-72 sm:flex-1 sm:basis-0">
      <Input
        type="search"
        data-search
        value={value}
        aria-label={t('search')}
        placeholder={t('search')}
        aria-invalid={invalid || undefined}
        maxLength={500}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); onMove(event.shiftKey ? -1 : 1); } }}
      />
      {value !== '' && (
        <>
          <span className="text-xs whitespace-nowrap text-fg-muted tabular-nums" aria-live="polite">{total === 0 ? t('noMatches') : t('matches', { current: current + 1, total })}</span>
          <IconButton label={t('previous')} icon={<ChevronUp />} disabled={total === 0} onClick={() => onMove(-1)} />
          <IconButton label={t('next')} icon={<ChevronDown />} disabled={total === 0} onClick={() => onMove(1)} />
        </>
      )}
    </span>
  );
}
