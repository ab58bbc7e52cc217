import { isOf, isReached, type ObservedInstance, type WantedApp } from './plan-app';
import type { Phase } from './rollout';

export type AppStatus = 'running' | 'deploying' | 'waiting' | 'delayed' | 'degraded' | 'recovering' | 'suspended' | 'failed' | 'destroying';

interface Facts {
  wanted: WantedApp;
  observed: readonly ObservedInstance[];
  suspended: boolean;
  destroying: boolean;
  phase: Phase;
  /** Something holds the deployment up. */
  blocked: boolean;
  /** The last try failed and the next one has a time. */
  delayed: boolean;
  /** The environment's engine answers. */
  engineUp: boolean;
}

/** Derived each time from what is there, never stored. `running` only while every wanted instance is ready and none is left over. */
export function deriveStatus({ wanted, observed, suspended, destroying, phase, blocked, delayed, engineUp }: Facts): AppStatus {
  if (destroying) return 'destroying';
  if (!engineUp) return 'waiting';
  if (phase === 'rollingBack') return 'recovering';
  if (phase !== 'none') return delayed ? 'delayed' : blocked && phase === 'running' ? 'waiting' : 'deploying';
  if (isReached(wanted, observed)) return suspended ? 'suspended' : 'running';
  if (delayed) return 'delayed';
  if (observed.some((one) => one.readiness === 'starting' || one.readiness === 'missing') || observed.length < wanted.instances) return 'recovering';
  return observed.some((one) => isOf(wanted)(one) && one.readiness === 'ready') ? 'degraded' : 'failed';
}
