import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cn } from './cn';

/** A button that shows only an icon; `label` is what it is called. */
export function IconButton({ label, icon, className, ...rest }: { label: string; icon: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cn('inline-flex size-8 shrink-0 items-center justify-center rounded-md text-fg-muted transition-colors hover:bg-muted hover:text-fg disabled:opacity-50 [&_svg]:size-4', className)}
      {...rest}
    >
      {icon}
    </button>
  );
}
