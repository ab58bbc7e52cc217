'use client';
import type { ReactNode } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

/** A box to tick, with what it means beside it. */
export const CheckLine = ({ label, hint, checked, onChange, error }: { label: string; hint?: ReactNode; checked: boolean; onChange: (on: boolean) => void; error?: string | undefined }) => (
  <label className="flex items-start gap-2 text-sm">
    <span className="mt-0.5 flex"><Checkbox checked={checked} onCheckedChange={onChange} /></span>
    <span className="min-w-0">
      {label}
      {hint && <span className="block text-xs text-fg-muted">{hint}</span>}
      {error && <span role="alert" className="block text-xs text-danger">{error}</span>}
    </span>
  </label>
);
