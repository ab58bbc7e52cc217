import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { cn } from './cn';

export const controlClass =
  'w-full rounded-md border border-line bg-surface-raised px-2.5 text-sm text-fg placeholder:text-fg-muted/80 focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-danger';

export const Input = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) => <input className={cn(controlClass, 'h-9', className)} {...rest} />;

export const Textarea = ({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <textarea className={cn(controlClass, 'min-h-24 py-2 font-mono text-[13px]', className)} {...rest} />
);
