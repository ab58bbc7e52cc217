import { Skeleton } from '@/components/ui/skeleton';

export const ChartSkeleton = () => (
  <div className="grid gap-4 lg:grid-cols-2">{Array.from({ length: 4 }, (_, index) => <Skeleton key={index} className="h-60 rounded-xl" />)}</div>
);
