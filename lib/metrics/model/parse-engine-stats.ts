import { realLimit, type Counters } from './counters';
import { workingSet } from './parse-cgroup';

/** The part of `GET /containers/{id}/stats` that is used; what an engine leaves out counts as nothing. */
export interface EngineStats {
  cpu_stats?: { cpu_usage?: { total_usage?: number } };
  memory_stats?: { usage?: number; limit?: number; stats?: Record<string, number> };
  networks?: Record<string, { rx_bytes?: number; tx_bytes?: number }>;
  blkio_stats?: { io_service_bytes_recursive?: { op: string; value: number }[] | null };
}

/** Null for a container that does not run: the engine then answers with zeros. */
export function countersOfStats(stats: EngineStats, atMs: number, hostMemoryBytes: number): Counters | null {
  const cpuNanos = stats.cpu_stats?.cpu_usage?.total_usage;
  const memory = stats.memory_stats;
  if (!cpuNanos || memory?.usage === undefined) return null;
  const networks = Object.values(stats.networks ?? {});
  const block = (operation: string) =>
    (stats.blkio_stats?.io_service_bytes_recursive ?? []).filter(({ op }) => op.toLowerCase() === operation).reduce((sum, { value }) => sum + value, 0);
  return {
    atMs,
    cpuNanos,
    memoryBytes: workingSet(memory.usage, memory.stats?.total_inactive_file ?? memory.stats?.inactive_file ?? 0),
    memoryLimitBytes: realLimit(memory.limit ?? 0, hostMemoryBytes),
    netRxBytes: networks.reduce((sum, { rx_bytes: bytes = 0 }) => sum + bytes, 0),
    netTxBytes: networks.reduce((sum, { tx_bytes: bytes = 0 }) => sum + bytes, 0),
    blockReadBytes: block('read'),
    blockWriteBytes: block('write'),
  };
}
