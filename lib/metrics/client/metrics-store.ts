import { fetchApi } from '@/lib/platform/client/call-api';
import type { EnvironmentTotal, MetricsLiveEvent } from '../contract';

export interface LatestMetrics {
  cpuPercent: number;
  memoryBytes: number;
  /** 0: no limit but the host's memory. */
  memoryLimitBytes: number;
}

const environments = new Map<string, MetricsLiveEvent>();
/** Values are made once an event, so that an unchanged container keeps its object and its cell is not drawn again. */
const containers = new Map<string, LatestMetrics>();
const listeners = new Set<() => void>();
let seeded = false;

/** Many cells hand over the same event; the first counts. */
export function applyMetrics(event: MetricsLiveEvent): void {
  const before = environments.get(event.environmentId);
  if (before && before.at >= event.at) return;
  environments.set(event.environmentId, event);
  for (const id of Object.keys(before?.samples ?? {})) if (!(id in event.samples)) containers.delete(id);
  for (const [id, [cpuPercent, memoryBytes, memoryLimitBytes]] of Object.entries(event.samples)) {
    const known = containers.get(id);
    if (known?.cpuPercent === cpuPercent && known.memoryBytes === memoryBytes && known.memoryLimitBytes === memoryLimitBytes) continue;
    containers.set(id, { cpuPercent, memoryBytes, memoryLimitBytes });
  }
  for (const listener of listeners) listener();
}

/** The first reader fetches what is known; from then on the live stream brings it. */
export function subscribeMetrics(listener: () => void): () => void {
  listeners.add(listener);
  if (!seeded) {
    seeded = true;
    void fetchApi({ method: 'GET', path: '/api/v1/metrics' }).then(async (response) => {
      for (const event of ((await response.json()) as { items: MetricsLiveEvent[] }).items) applyMetrics(event);
    }).catch(() => { seeded = false; });
  }
  return () => void listeners.delete(listener);
}

export const latestOf = (containerId: string): LatestMetrics | undefined => containers.get(containerId);
export const totalOf = (environmentId: string): EnvironmentTotal | undefined => environments.get(environmentId)?.total;
export const allLatest = (): ReadonlyMap<string, LatestMetrics> => containers;
/** Rises with every event: what sorts by metrics looks at this. */
export const metricsAt = (): number => Math.max(0, ...[...environments.values()].map(({ at }) => at));
