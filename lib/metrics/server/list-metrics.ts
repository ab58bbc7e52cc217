import type { Scope } from '@/lib/access/model/scope';
import { seenBy, seesAll } from '@/lib/environments/server/places';
import type { MetricsLiveEvent } from '../contract';
import { collectors } from './collectors';

/** From memory; an environment that was not sampled yet is left out. */
export function listMetrics(scope: Scope, environmentId?: string): MetricsLiveEvent[] {
  const all = seesAll(scope, 'container:view');
  return [...collectors()].filter(([id]) => !environmentId || id === environmentId).flatMap(([, collector]) => (all ? collector.latest : collector.latestFor(seenBy(scope))) ?? []);
}

/** By container, of all environments. */
export const latestSamples = (): [string, MetricsLiveEvent['samples'][string]][] => [...collectors().values()].flatMap(({ latest }) => Object.entries(latest?.samples ?? {}));
