'use client';
import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';

interface SectionProps {
  title: string;
  /** What it is about, in a line. */
  hint?: string;
  /** One column of rows instead of a grid of fields. */
  wide?: boolean;
  /** Folded away until somebody wants it. */
  folded?: boolean;
  children: ReactNode;
}

export function Section({ title, hint, wide, folded, children }: SectionProps) {
  const id = useId();
  const body = <CardBody className={wide ? 'flex flex-col gap-3' : 'grid gap-4 sm:grid-cols-2'}>{children}</CardBody>;
  if (folded === undefined) return <Card><CardHeader><CardTitle>{title}</CardTitle></CardHeader>{body}</Card>;
  return (
    <Card>
      <details open={!folded} className="group" aria-labelledby={id}>
        <summary className={cn('flex cursor-pointer list-none items-center gap-2 rounded-lg px-4 py-3 select-none hover:bg-muted/50 [&::-webkit-details-marker]:hidden')}>
          <ChevronRight className="size-4 shrink-0 text-fg-muted transition-transform group-open:rotate-90" aria-hidden />
          <span id={id} className="text-sm font-semibold">{title}</span>
          {hint && <span className="min-w-0 truncate text-xs text-fg-muted">{hint}</span>}
        </summary>
        {body}
      </details>
    </Card>
  );
}
