export interface DecidedEvent {
  at: string;
  code: string;
  params: Record<string, string | number>;
}

export type StepState = 'waiting' | 'running' | 'done' | 'failed';
export interface DeploymentStep {
  code: 'pull' | 'pre' | 'start' | 'canary' | 'rest' | 'switch' | 'stop' | 'post' | 'rollBack';
  state: StepState;
  /** When it was done or failed. */
  at: string | null;
  params: Record<string, number>;
}

interface Facts {
  events: readonly DecidedEvent[];
  status: string;
  kind: string;
  fromVersion: number | null;
  toVersion: number;
  strategy: 'rolling' | 'blueGreen' | 'canary' | 'recreate';
  canarySteps: number;
  hasPre: boolean;
  hasPost: boolean;
  /** Instances that the new version is to have. */
  wanted: number;
}

const DONE = new Set(['succeeded']);
const ENDED = new Set(['succeeded', 'failed', 'cancelled', 'superseded']);

/** What a deployment goes through, read off its log of decisions: each part with its state and when it was done. */
export function deploymentSteps(facts: Facts): DeploymentStep[] {
  const { events, status, kind, strategy, fromVersion, toVersion } = facts;
  const last = (code: string, match: (params: DecidedEvent['params']) => boolean = () => true) => events.findLast((event) => event.code === code && match(event.params))?.at ?? null;
  const count = (code: string, version: number | null) => events.filter((event) => event.code === code && event.params.version === version).length;
  const newVersion = kind === 'deploy' || kind === 'rollBack';
  const replaces = newVersion && fromVersion !== null && fromVersion !== toVersion;
  const steps: { code: DeploymentStep['code']; doneAt: string | null; params?: Record<string, number> }[] = [];
  if (last('image_pulling')) steps.push({ code: 'pull', doneAt: last('instance_started') });
  if (newVersion && facts.hasPre) steps.push({ code: 'pre', doneAt: last('hook_done', ({ hook }) => hook === 'pre') });
  const readyCount = count('instance_ready', toVersion);
  const finished = DONE.has(status) ? (last('succeeded') ?? last('switched')) : null;
  if (replaces && strategy === 'canary') {
    for (let step = 1; step <= facts.canarySteps; step++) steps.push({ code: 'canary', doneAt: last('step_reached', (params) => params.step === step), params: { step, steps: facts.canarySteps } });
    steps.push({ code: 'rest', doneAt: finished });
  } else if (kind !== 'suspend' && kind !== 'destroy') {
    const allReady = readyCount >= facts.wanted ? last('instance_ready', ({ version }) => version === toVersion) : null;
    steps.push({ code: 'start', doneAt: allReady ?? finished, params: { ready: Math.min(readyCount, facts.wanted), wanted: facts.wanted } });
  }
  if (replaces && strategy === 'blueGreen') steps.push({ code: 'switch', doneAt: last('switched') });
  const removed = count('instance_removed', replaces ? fromVersion : toVersion);
  if ((replaces && strategy !== 'blueGreen') || kind === 'suspend' || kind === 'destroy') steps.push({ code: 'stop', doneAt: finished, params: { count: removed } });
  if (newVersion && facts.hasPost) steps.push({ code: 'post', doneAt: last('hook_done', ({ hook }) => hook === 'post') });
  return withStates(steps, facts, last);
}

function withStates(steps: { code: DeploymentStep['code']; doneAt: string | null; params?: Record<string, number> }[], { status }: Facts, last: (code: string) => string | null): DeploymentStep[] {
  const fell = last('rolling_back') ?? last('paused_by_failure') ?? last('failed') ?? last('cancelled');
  let open = true;
  const found = steps.map(({ code, doneAt, params = {} }): DeploymentStep => {
    if (doneAt || DONE.has(status)) return { code, state: 'done', at: doneAt, params };
    if (!open) return { code, state: 'waiting', at: null, params };
    // Only the first that is not done can be under way, or the one that failed.
    open = false;
    return fell ? { code, state: 'failed', at: fell, params } : { code, state: ENDED.has(status) ? 'waiting' : 'running', at: null, params };
  });
  const back = last('rolling_back') ?? (status === 'rollingBack' || last('rolled_back') ? (last('cancelled') ?? last('rolled_back')) : null);
  return back ? [...found, { code: 'rollBack', state: last('rolled_back') ? 'done' : 'running', at: last('rolled_back'), params: {} }] : found;
}
