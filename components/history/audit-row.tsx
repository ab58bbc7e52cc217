'use client';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { ClockTime } from '@/components/ui/clock-time';
import { cn } from '@/components/ui/cn';
import type { AuditQuery } from '@/lib/history/client/use-audit';
import type { AuditRowDto } from '@/lib/history/contract';
import { AuditDetails } from './audit-details';
import { useActionSentence, useActorName } from './audit-sentence';

const TONE: Record<AuditRowDto['outcome'], Tone> = { ok: 'success', refused: 'warning', failed: 'danger' };

/** `onFilter`: offers to look at what is like this row. */
export function AuditRow({ row, onFilter }: { row: AuditRowDto; onFilter?: (filter: AuditQuery) => void }) {
  const t = useTranslations('history.page');
  const sentence = useActionSentence()(row);
  const actor = useActorName()(row.actor);
  const [open, setOpen] = useState(false);
  const details = useId();
  // The address of an operation without parameters says nothing that the sentence does not.
  const named = row.target !== '' && !row.action.endsWith(` ${row.target}`);
  return (
    <li>
      <button type="button" aria-expanded={open} aria-controls={details} onClick={() => setOpen(!open)} className="grid w-full grid-cols-[1rem_minmax(0,1fr)_auto] items-baseline gap-x-2 gap-y-0.5 px-3 py-2 text-left text-[13px] hover:bg-muted/60 md:grid-cols-[1rem_8.5rem_13rem_minmax(0,1fr)_auto]">
        <ChevronRight aria-hidden className={cn('size-4 shrink-0 self-center text-fg-muted transition-transform', open && 'rotate-90')} />
        <span className="text-fg-muted max-md:col-start-2 max-md:row-start-2 max-md:text-xs"><ClockTime at={row.at} /></span>
        <span className="min-w-0 truncate max-md:col-start-2 max-md:row-start-3 max-md:text-xs"><bdi>{actor.name}</bdi> <span className="text-xs text-fg-muted">{actor.kind ?? row.address}</span></span>
        <span className="min-w-0 max-md:col-start-2 max-md:row-start-1"><span>{sentence}</span>{named && <> <bdi className="font-medium [overflow-wrap:anywhere]">{row.target}</bdi></>}</span>
        <span className="max-md:col-start-3 max-md:row-start-1"><Badge tone={TONE[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Badge></span>
      </button>
      {open && <div id={details} className="border-t border-line bg-surface px-3 py-3 sm:px-9"><AuditDetails row={row} onFilter={onFilter} /></div>}
    </li>
  );
}
