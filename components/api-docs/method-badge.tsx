import { cn } from '@/components/ui/cn';

const TONES: Record<string, string> = {
  GET: 'bg-info-soft text-info', POST: 'bg-success-soft text-success', PUT: 'bg-warning-soft text-warning', PATCH: 'bg-warning-soft text-warning', DELETE: 'bg-danger-soft text-danger',
};

export const MethodBadge = ({ method }: { method: string }) => (
  <span className={cn('inline-block w-16 shrink-0 rounded px-1.5 py-0.5 text-center font-mono text-[11px] font-semibold', TONES[method] ?? 'bg-muted text-fg-muted')}>{method}</span>
);
