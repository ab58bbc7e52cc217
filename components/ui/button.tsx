import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ButtonHTMLAttributes } from 'react';
import { cn } from './cn';

const styles = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-50 disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-fg hover:opacity-90',
        secondary: 'border border-line bg-surface-raised text-fg hover:bg-muted',
        ghost: 'text-fg-muted hover:bg-muted hover:text-fg',
        danger: 'border border-danger/40 bg-danger-soft text-danger hover:border-danger',
      },
      size: { sm: 'h-7 px-2 text-[13px]', md: 'h-9 px-3 text-sm' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, VariantProps<typeof styles> {
  loading?: boolean;
  asChild?: boolean;
}

export function Button({ variant, size, loading, asChild, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  if (asChild) return <Slot.Root className={cn(styles({ variant, size }), className)}>{children}</Slot.Root>;
  return (
    <button type={type} className={cn(styles({ variant, size }), className)} disabled={disabled || loading} aria-busy={loading || undefined} {...rest}>
      {loading && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
