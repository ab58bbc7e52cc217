'use client';
import { TriangleAlert } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';

/** A secret that the server tells once: to copy now, with the warning that it does not come back. */
export const SecretOnce = ({ label, value, warning }: { label: string; value: string; warning: string }) => (
  <div className="flex flex-col gap-2">
    <div className="flex items-center gap-1 rounded-md border border-line bg-muted py-1 pr-1 pl-3">
      <input readOnly aria-label={label} value={value} onFocus={(event) => event.currentTarget.select()} className="min-w-0 flex-1 bg-transparent font-mono text-[13px] text-fg outline-none" />
      <CopyButton text={value} />
    </div>
    <p className="flex items-start gap-1.5 text-xs text-warning"><TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />{warning}</p>
  </div>
);
