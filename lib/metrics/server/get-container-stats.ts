import { engineById } from '@/lib/environments/server/engines';
import type { MetricSample } from '../contract';
import { metricsErrors } from '../errors';
import { collectors } from './collectors';
import { INTERVAL_MS, KEPT_MS } from './engine-collector';

export function getContainerStats(environmentId: string, containerId: string, since: number): { items: MetricSample[]; intervalMs: number; keptMs: number } {
  const engine = engineById(environmentId);
  const row = engine.inventory.container(containerId);
  if (!row) throw metricsErrors('container_not_found', { container: containerId, environment: engine.name });
  const collector = collectors().get(environmentId);
  return { items: collector?.history(row.id, since) ?? [], intervalMs: collector?.intervalMs ?? INTERVAL_MS, keptMs: KEPT_MS };
}
