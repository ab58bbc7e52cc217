import { cn } from '@/components/ui/cn';

export interface Part { key: string; value: number; color: string }

/** How a whole is made up. What the parts are stands beside it in words, so the bar itself says nothing aloud. */
export function StackedBar({ parts, className }: { parts: Part[]; className?: string }) {
  const shown = parts.filter(({ value }) => value > 0);
  return (
    <div aria-hidden className={cn('flex h-2 gap-0.5 overflow-hidden rounded-full bg-muted', className)}>
      {shown.map(({ key, value, color }) => <span key={key} className={cn('h-full min-w-1 transition-[flex-grow] duration-500', color)} style={{ flexGrow: value, flexBasis: 0 }} />)}
    </div>
  );
}
