import { maySeeRow } from '@/lib/environments/server/places';
import type { MaySee } from '@/lib/platform/server/live-reader';
import type { MetricsLiveEvent } from '../contract';
import { sumReservations, type Reservation } from '../model/reservation';

/** The samples of what the reader may see, and their sums; of the host only how big it is. */
export function narrowMetrics({ samples, total, ...rest }: MetricsLiveEvent, reservationOf: (containerId: string) => Reservation | null | undefined, maySee: MaySee): MetricsLiveEvent {
  const own = Object.entries(samples).filter(([id]) => maySeeRow(maySee, rest.environmentId, 'container', id));
  const cpuPercent = own.reduce((sum, [, [cpu]]) => sum + cpu, 0);
  const memoryBytes = own.reduce((sum, [, [, memory]]) => sum + memory, 0);
  return {
    ...rest, samples: Object.fromEntries(own),
    total: { ...total, cpuPercent: Math.round(cpuPercent * 100) / 100, memoryBytes, containers: own.length, ...sumReservations(own.flatMap(([id]) => reservationOf(id) ?? [])) },
  };
}
