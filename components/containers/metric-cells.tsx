'use client';
import { useContainerMetrics } from '@/lib/metrics/client/use-metrics';
import { formatBytes, formatPercent } from '@/lib/platform/model/format';

const NONE = <span className="text-fg-muted">—</span>;

// Each cell listens for itself, so that a new figure draws one cell and not the table.
export function CpuCell({ containerId }: { containerId: string }) {
  const latest = useContainerMetrics(containerId);
  return latest ? formatPercent(latest.cpuPercent) : NONE;
}

export function MemoryCell({ containerId }: { containerId: string }) {
  const latest = useContainerMetrics(containerId);
  if (!latest) return NONE;
  return <>{formatBytes(latest.memoryBytes)}{latest.memoryLimitBytes > 0 && <span className="text-fg-muted"> / {formatBytes(latest.memoryLimitBytes)}</span>}</>;
}
