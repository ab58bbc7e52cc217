import type { UpgradeStrategy } from '../spec';
import { isOf, type ObservedInstance, type WantedApp } from './plan-app';

/** The bounds within which the planner may move instances from one set to the other. */
export interface Rollout {
  /** How many of the wanted set there are to be for now. */
  current: number;
  /** How many of the old set are left alone for now. */
  keepOld: number;
  minReady: number;
  maxTotal: number;
  /** All of the old set go before the first new one comes. */
  stopFirst: boolean;
  /** Of those that are too many, who goes: the oldest, or else the youngest. */
  oldestFirst?: boolean;
}

/** How far a rollout of several steps has come. */
export interface Progress {
  /** Of a canary: the step it is at. */
  step?: number;
  /** Since when that step holds, as an ISO time. */
  stepSince?: string;
  /** Of a blue-green: the new set has the traffic. */
  switched?: boolean;
  /** What the deployment ends as once what was wanted before is reached again. */
  endAs?: 'failed' | 'cancelled';
  /** The hooks that have done their work. */
  preDone?: boolean;
  postDone?: boolean;
}

export type Phase = 'none' | 'running' | 'paused' | 'rollingBack';

interface Situation {
  wanted: WantedApp;
  observed: readonly ObservedInstance[];
  strategy: UpgradeStrategy;
  /** Two instances cannot stand side by side (a fixed host port, a volume with one writer). */
  exclusive: boolean;
  phase: Phase;
  /** Only a change of version goes by switches and canary steps. */
  changesVersion: boolean;
  progress: Progress;
  oldestFirst?: boolean;
}

/** How many instances a canary step asks for: at least one, never more than are wanted, never fewer than the step before. */
export function canaryCount(strategy: UpgradeStrategy, step: number, instances: number): number {
  if (step >= strategy.canarySteps.length) return instances;
  const counts = strategy.canarySteps.slice(0, step + 1).map((at) => ('instances' in at ? at.instances : Math.max(1, Math.ceil((at.percent / 100) * instances))));
  return Math.min(instances, Math.max(...counts));
}

export function rolloutOf(situation: Situation): Rollout {
  return { ...boundsOf(situation), ...(situation.oldestFirst && { oldestFirst: true }) };
}

function boundsOf({ wanted, observed, strategy, exclusive, phase, changesVersion, progress }: Situation): Rollout {
  const n = wanted.instances;
  const isCurrent = isOf(wanted);
  const standing = observed.filter((one) => !isCurrent(one)).length;
  const staying = observed.filter((one) => one.readiness !== 'draining');
  const old = staying.filter((one) => !isCurrent(one)).length;
  if (phase === 'paused') {
    const current = Math.min(n, staying.length - old);
    return { current, keepOld: Math.max(old, n - current), minReady: 0, maxTotal: Math.max(n, observed.length), stopFirst: false };
  }
  if (exclusive || strategy.kind === 'recreate') return { current: n, keepOld: 0, minReady: 0, maxTotal: n, stopFirst: true };
  const minReady = Math.ceil(strategy.minimumHealthCapacity * n);
  // With all of them kept ready and no room beside them nothing could ever move: one more is always allowed then.
  const maxTotal = Math.max(Math.floor((1 + strategy.maximumOverCapacity) * n), minReady === n ? n + 1 : n);
  const rolling = { current: n, keepOld: 0, minReady, maxTotal, stopFirst: false };
  if (phase !== 'running' || !changesVersion) return rolling;
  if (strategy.kind === 'blueGreen' && !progress.switched) return { ...rolling, keepOld: Infinity, maxTotal: n + standing };
  if (strategy.kind === 'canary' && old > 0) {
    const current = canaryCount(strategy, progress.step ?? 0, n);
    return { ...rolling, current, keepOld: n - current };
  }
  return rolling;
}

export type Advance = { kind: 'hold' } | { kind: 'wait' } | { kind: 'step'; progress: Progress } | { kind: 'switch' };

/** What a rollout of several steps does next, given that the planner has nothing left to do in this one. */
export function advance({ wanted, observed, strategy, phase, changesVersion, progress }: Situation, nowMs: number): Advance {
  const isCurrent = isOf(wanted);
  const staying = observed.filter((one) => one.readiness !== 'draining');
  const current = staying.filter(isCurrent);
  if (phase !== 'running' || !changesVersion || current.length === staying.length) return { kind: 'hold' };
  if (current.some((one) => one.readiness !== 'ready')) return { kind: 'hold' };
  if (strategy.kind === 'blueGreen') return current.length === wanted.instances && !progress.switched ? { kind: 'switch' } : { kind: 'hold' };
  if (strategy.kind !== 'canary') return { kind: 'hold' };
  const step = progress.step ?? 0;
  const at = strategy.canarySteps[step];
  if (!at || current.length < canaryCount(strategy, step, wanted.instances)) return { kind: 'hold' };
  if (!progress.stepSince) return { kind: 'step', progress: { ...progress, step, stepSince: new Date(nowMs).toISOString() } };
  if (at.holdSeconds === undefined) return { kind: 'wait' };
  return nowMs - Date.parse(progress.stepSince) >= at.holdSeconds * 1000 ? { kind: 'step', progress: promoted(progress) } : { kind: 'hold' };
}

export const promoted = ({ step, stepSince: _, ...rest }: Progress): Progress => ({ ...rest, step: (step ?? 0) + 1 });
