import type { MetricsLiveEvent } from '../contract';
import { collectors } from './collectors';

/** From memory; an environment that was not sampled yet is left out. */
export function listMetrics(environmentId?: string): MetricsLiveEvent[] {
  return [...collectors()].filter(([id]) => !environmentId || id === environmentId).flatMap(([, { latest }]) => latest ?? []);
}
