import { isOf, type ObservedInstance, type WantedApp } from './plan-app';

/** The health bar, as Marathon drew it: every wanted or present instance is in exactly one of these. */
export interface HealthSegments {
  healthy: number;
  unhealthy: number;
  /** Running without a check, or not judged yet. */
  unknown: number;
  /** Being made. */
  staged: number;
  /** More than are wanted: a rollout's surge, or what is about to go. */
  overCapacity: number;
  /** Wanted, and not there yet. */
  unscheduled: number;
}

export interface Seen extends ObservedInstance {
  /** Something asks it whether it is well. */
  checked: boolean;
  /** Its container runs. */
  running: boolean;
}

const segmentOf = (one: Seen): 'healthy' | 'unhealthy' | 'unknown' | 'staged' => {
  if (one.readiness === 'failed' || one.readiness === 'missing') return 'unhealthy';
  if (one.readiness === 'ready') return one.checked ? 'healthy' : 'unknown';
  return one.running ? 'unknown' : 'staged';
};

export function healthSegments(wanted: WantedApp, instances: readonly Seen[]): HealthSegments {
  const segments: HealthSegments = { healthy: 0, unhealthy: 0, unknown: 0, staged: 0, overCapacity: Math.max(0, instances.length - wanted.instances), unscheduled: Math.max(0, wanted.instances - instances.length) };
  // Those that are to stay are told by their health; who is over is best one of the old set.
  const isCurrent = isOf(wanted);
  const staying = [...instances].sort((a, b) => Number(isCurrent(b)) - Number(isCurrent(a))).slice(0, wanted.instances);
  for (const one of staying) segments[segmentOf(one)]++;
  return segments;
}
