'use client';
import { Upload } from 'lucide-react';
import type { InputHTMLAttributes } from 'react';
import { formatBytes } from '@/lib/platform/model/format';
import { controlClass } from './input';
import { cn } from './cn';

interface FilePickerProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type' | 'value'> {
  file: File | null;
  onChange: (file: File | null) => void;
}

/** The browser's own control, so that it is labelled, dropped onto and reached by keyboard as people know it. */
export const FilePicker = ({ file, onChange, className, ...rest }: FilePickerProps) => (
  <span className="flex items-center gap-2">
    <Upload aria-hidden className="size-4 shrink-0 text-fg-muted" />
    <input type="file" className={cn(controlClass, 'h-9 py-1.5 file:mr-3 file:rounded file:border-0 file:bg-muted file:px-2 file:text-fg', className)} onChange={(event) => onChange(event.target.files?.[0] ?? null)} {...rest} />
    {file && <span className="shrink-0 text-xs text-fg-muted tabular-nums">{formatBytes(file.size)}</span>}
  </span>
);
