'use client';
import { Slot } from 'radix-ui';
import { useId, type ReactElement, type ReactNode } from 'react';

/** A labelled control with its explanation and its error; wires ids, so that a screen reader says all three. */
export function Field({ label, hint, error, required, children }: { label: string; hint?: ReactNode; error?: string; required?: boolean; children: ReactElement }) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
        {required && <span className="ml-0.5 text-danger" aria-hidden>*</span>}
      </label>
      <Slot.Root id={id} aria-describedby={describedBy} aria-invalid={error ? true : undefined} aria-required={required || undefined}>{children}</Slot.Root>
      {hint && <p id={`${id}-hint`} className="text-xs text-fg-muted">{hint}</p>}
      {error && <p id={`${id}-error`} role="alert" className="text-xs text-danger">{error}</p>}
    </div>
  );
}
