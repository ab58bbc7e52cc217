import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningLoad } from './load/start-load';
import type { Failure } from './load/record';
import type { AppState, TrafficApp } from './traffic-app';

/** As long as the slowest request. */
const LONGEST_MS = 2_200;

interface Transition {
  name: string;
  /** Brings the app where the transition begins. */
  before?: (app: TrafficApp) => Promise<void>;
  act: (app: TrafficApp) => Promise<void>;
}

/** Each leaves instances behind or makes new ones. In this order each begins where the one before has ended. */
export const TRANSITIONS: readonly Transition[] = [
  { name: 'rolling', act: (app) => app.move({ kind: 'rolling' }) },
  { name: 'rollback', before: (app) => app.move({ kind: 'rolling' }), act: (app) => app.rollBack() },
  { name: 'blue-green', act: (app) => app.move({ kind: 'blueGreen' }) },
  { name: 'canary', act: (app) => app.move({ kind: 'canary', canarySteps: [{ instances: 1, holdSeconds: 2 }, { percent: 70, holdSeconds: 1 }] }) },
  { name: 'restart', act: (app) => app.restart() },
  { name: 'scale down', before: async (app) => { if ((await app.state()).instances.wanted < app.instances) await app.scale(app.instances); }, act: (app) => app.scale(1) },
];

export interface Moved {
  failures: Failure[];
  /** Answers of the instances that came, and of those that went, within the transition. */
  answersOfNew: number;
  answersOfOld: number;
  tookMs: number;
}

/** Moves the app once under a load that goes on; `meanwhile` is done as soon as the move is asked for. */
export async function moveUnderLoad(app: TrafficApp, { before, act }: Transition, load: RunningLoad, meanwhile?: () => Promise<void>): Promise<Moved> {
  await before?.(app);
  const from = standing(await app.settled());
  const [beganAt, failedBefore, answeredBefore] = [load.nowMs(), load.report.failures.length, answers(load)];
  await act(app);
  await meanwhile?.();
  const to = standing(await app.settled());
  const tookMs = load.nowMs() - beganAt;
  // Long enough that the slowest requests that began in it have ended.
  await sleep(LONGEST_MS);
  const since = (ids: string[]) => ids.reduce((sum, id) => sum + (load.report.instances[id]?.answers ?? 0) - (answeredBefore[id] ?? 0), 0);
  const gone = from.filter((id) => !to.includes(id));
  const come = to.filter((id) => !from.includes(id));
  if (gone.length === 0) throw new Error('no instance went: nothing was tried');
  return { failures: load.report.failures.slice(failedBefore), answersOfNew: since(come), answersOfOld: since(gone), tookMs };
}

const answers = (load: RunningLoad) => Object.fromEntries(Object.entries(load.report.instances).map(([id, span]) => [id, span.answers]));
/** As the instances call themselves: by the host name that Docker gives them. */
const standing = ({ instanceRows }: AppState) => instanceRows.flatMap(({ containerId, endedAt }) => (containerId && !endedAt ? [containerId.slice(0, 12)] : []));

/** In a few words, the most frequent first. */
export function failuresText(failures: readonly Failure[]): string {
  const counts = new Map<string, number>();
  for (const { kind, what } of failures) counts.set(`${kind}: ${what}`, (counts.get(`${kind}: ${what}`) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text, count]) => `${count} × ${text}`).join('; ');
}
