'use client';
import { useContainerMetrics } from '@/lib/metrics/client/use-metrics';
import { formatBytes, formatPercent } from '@/lib/platform/model/format';

// Each cell listens for itself, so that a new figure draws one cell and not the table.
export function CpuCell({ id }: { id: string }) {
  const metrics = useContainerMetrics(id);
  return metrics ? formatPercent(metrics.cpuPercent) : <span className="text-fg-muted">—</span>;
}

export function MemoryCell({ id }: { id: string }) {
  const metrics = useContainerMetrics(id);
  return metrics ? formatBytes(metrics.memoryBytes) : <span className="text-fg-muted">—</span>;
}
