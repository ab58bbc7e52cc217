'use client';
import { ChevronDown } from 'lucide-react';
import type { SelectHTMLAttributes } from 'react';
import { cn } from './cn';
import { controlClass } from './input';

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  value: string;
  onValueChange: (value: string) => void;
  options: { value: string; label: string }[];
}

/** The platform's own select: the best one on a phone, and it weighs nothing. */
export function Select({ value, onValueChange, options, className, ...rest }: SelectProps) {
  return (
    <span className={cn('relative inline-flex w-full', className)}>
      <select value={value} onChange={(event) => onValueChange(event.target.value)} className={cn(controlClass, 'h-9 appearance-none pr-8 text-ellipsis')} {...rest}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-fg-muted" aria-hidden />
    </span>
  );
}
