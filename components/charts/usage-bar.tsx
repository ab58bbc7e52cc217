import { cn } from '@/components/ui/cn';

const share = (part: number, total: number) => (total > 0 ? Math.min(100, (part / total) * 100) : 0);
const WARN_AT = 75;
const DANGER_AT = 90;

/** How much of something is used, and how much is promised (a lighter stretch behind). `label` says the figures. */
export function UsageBar({ used, total, reserved, label, className }: { used: number; total: number; reserved?: number; label: string; className?: string }) {
  const usedShare = share(used, total);
  return (
    <div role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(usedShare)} aria-valuetext={label} className={cn('relative h-2 overflow-hidden rounded-full bg-muted', className)}>
      {reserved !== undefined && reserved > 0 && (
        <span className="absolute inset-y-0 left-0 rounded-full border-r-2 border-accent bg-accent-soft" style={{ width: `${share(reserved, total)}%` }} />
      )}
      <span
        className={cn('absolute inset-y-0 left-0 rounded-full transition-[width] duration-500', usedShare >= DANGER_AT ? 'bg-danger' : usedShare >= WARN_AT ? 'bg-warning' : 'bg-accent')}
        style={{ width: `${usedShare}%` }}
      />
    </div>
  );
}
