'use client';
import { useEffect, useRef } from 'react';

interface CheckboxProps {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  'aria-label'?: string;
  id?: string;
  disabled?: boolean;
}

export function Checkbox({ checked, onCheckedChange, ...rest }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = checked === 'indeterminate';
  }, [checked]);
  return <input ref={ref} type="checkbox" checked={checked === true} onChange={(event) => onCheckedChange(event.target.checked)} className="size-4 shrink-0 accent-[var(--accent)]" {...rest} />;
}
