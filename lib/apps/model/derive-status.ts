import type { ObservedInstance, WantedApp } from './plan-app';

export type AppStatus = 'running' | 'deploying' | 'degraded' | 'suspended' | 'failed' | 'waiting' | 'destroying';

interface Facts {
  wanted: WantedApp;
  observed: readonly ObservedInstance[];
  suspended: boolean;
  destroying: boolean;
  /** A deployment that has not ended. */
  deploying: boolean;
  /** What holds it up, if anything does. */
  blocked: boolean;
  /** The environment's engine answers. */
  engineUp: boolean;
}

/** Derived each time from what is there, never stored. `running` only while every wanted instance is ready and none is left over. */
export function deriveStatus({ wanted, observed, suspended, destroying, deploying, blocked, engineUp }: Facts): AppStatus {
  if (destroying) return 'destroying';
  if (!engineUp) return 'waiting';
  if (deploying) return blocked ? 'waiting' : 'deploying';
  const isCurrent = (one: ObservedInstance) => one.version === wanted.version && one.generation === wanted.generation;
  const ready = observed.filter((one) => isCurrent(one) && one.readiness === 'ready').length;
  if (suspended && observed.length === 0) return 'suspended';
  if (ready === wanted.instances && observed.length === ready) return suspended ? 'suspended' : 'running';
  if (ready === 0 && !observed.some((one) => one.readiness === 'starting')) return 'failed';
  return 'degraded';
}
