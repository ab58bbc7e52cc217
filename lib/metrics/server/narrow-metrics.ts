import { maySeeRow } from '@/lib/environments/server/places';
import type { MaySee } from '@/lib/platform/server/live-reader';
import type { MetricsLiveEvent } from '../contract';

/** The samples of what the reader may see, and their sums; of the host only how big it is. */
export function narrowMetrics({ samples, total, ...rest }: MetricsLiveEvent, maySee: MaySee): MetricsLiveEvent {
  const own = Object.entries(samples).filter(([id]) => maySeeRow(maySee, rest.environmentId, 'container', id));
  const cpuPercent = own.reduce((sum, [, [cpu]]) => sum + cpu, 0);
  const memoryBytes = own.reduce((sum, [, [, memory]]) => sum + memory, 0);
  const limits = own.reduce((sum, [, [, , limit]]) => sum + limit, 0);
  return {
    ...rest, samples: Object.fromEntries(own),
    total: { ...total, cpuPercent: Math.round(cpuPercent * 100) / 100, memoryBytes, containers: own.length, reservedCpus: 0, reservedMemoryBytes: limits },
  };
}
