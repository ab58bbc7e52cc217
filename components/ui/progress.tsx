/** A bar from 0 to 100; without a value it only says that something goes on. */
export const Progress = ({ value, label }: { value?: number; label: string }) => (
  <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} {...(value !== undefined && { 'aria-valuenow': Math.round(value) })} className="h-1.5 overflow-hidden rounded-full bg-muted">
    <div className={value === undefined ? 'h-full w-1/3 animate-pulse rounded-full bg-accent' : 'h-full rounded-full bg-accent transition-[width]'} style={value === undefined ? undefined : { width: `${Math.min(100, value)}%` }} />
  </div>
);
