'use client';
import { Search } from 'lucide-react';
import { Input } from './input';

/** `/` focuses the first one on a page (see the shell's shortcuts). */
export const SearchInput = ({ value, onChange, placeholder }: { value: string; onChange: (value: string) => void; placeholder: string }) => (
  <span className="relative block w-full sm:w-72">
    <Search className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-fg-muted" aria-hidden />
    <Input type="search" data-search value={value} onChange={(event) => onChange(event.target.value)} placeholder={placeholder} aria-label={placeholder} className="pl-8" />
  </span>
);
