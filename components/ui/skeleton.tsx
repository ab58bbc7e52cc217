import { cn } from './cn';

export const Skeleton = ({ className }: { className?: string }) => <div aria-hidden className={cn('animate-pulse rounded-md bg-muted', className)} />;
export const SkeletonRows = ({ rows = 6 }: { rows?: number }) => (
  <div className="flex flex-col gap-2 p-4">{Array.from({ length: rows }, (_, index) => <Skeleton key={index} className="h-8" />)}</div>
);
