import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';
import { failuresInARow, nextTryMs } from '../model/backoff';
import type { ObservedInstance } from '../model/plan-app';
import { specOf, type AppRow } from './app.repo';
import type { Reason } from './deployment.repo';
import { findLatelyEnded, noteFall } from './instance.repo';
import { fallOf } from './judge-rollout';

/** What was not a failure of the instance's own. */
const NO_FAILURE = new Set(['apps.stopped_by_rollout', 'apps.killed_by', 'apps.container_gone']);
/** An instance that lived so long ends the row of failures. */
const HELD_MS = 60_000;
/** Docker waits twice as long after each fall, up to a minute; the first time a tenth of a second. */
const DOCKER_FIRST_MS = 100;
const DOCKER_MOST_MS = 60_000;

interface Delay {
  nextAt: number;
}
const delays = () => processState('app-delays', () => new Map<string, Delay>());
/** Asked for by hand: failures before then count no more. */
const pardons = () => processState('app-pardons', () => new Map<string, number>());

/** When an app that fell is next tried, as milliseconds of the clock. */
export const delayedUntil = (appId: string) => delays().get(appId)?.nextAt;
export function pardon(appId: string): void {
  pardons().set(appId, Date.now());
  delays().delete(appId);
}

/**
 * Instances that have fallen although no deployment is under way. Docker starts again what ends, as its restart policy
 * says; what it will not, and what is unhealthy, is replaced after a backoff. Answers with who is to be replaced now.
 */
export async function findToReplace(app: AppRow, engine: Engine, observed: readonly ObservedInstance[], now: number): Promise<{ ids: Set<string>; nextAt: number | undefined }> {
  const ids = new Set<string>();
  const waits: number[] = [];
  for (const one of observed.filter(({ readiness }) => readiness === 'failed')) {
    const row = app.instances.find(({ id }) => id === one.id)!;
    const fall = await fallOf(engine, row);
    if (!fall) continue;
    if (JSON.stringify(row.reason) !== JSON.stringify(fall.reason)) {
      await noteFall(row.id, fall.reason, fall.exitCode);
      Object.assign(row, { reason: fall.reason, exitCode: fall.exitCode });
    }
    if (!fall.forGood) {
      const fellMs = Date.parse(engine.inventory.container(row.containerId!)!.since);
      waits.push(fellMs + Math.min(DOCKER_MOST_MS, DOCKER_FIRST_MS * 2 ** Math.min(fall.restarts, 20)));
      continue;
    }
    // A run to the end that was asked for: exit 0 under "on-failure", anything under "never".
    if (isDone(specOf(app, row.versionNumber).restart, fall)) continue;
    const due = nextTryMs(specOf(app).backoff, 1 + (livedMs(row, now) >= HELD_MS ? 0 : await failuresOf(app)), Date.parse(engine.inventory.container(row.containerId!)!.since));
    if (due <= now || due <= (pardons().get(app.id) ?? 0) || pardoned(app.id, row.containerId!, engine)) ids.add(one.id);
    else waits.push(due);
  }
  const nextAt = waits.length > 0 ? Math.min(...waits) : undefined;
  if (nextAt === undefined) delays().delete(app.id);
  else delays().set(app.id, { nextAt });
  return { ids, nextAt };
}

const livedMs = (row: { readyAt: Date | null }, now: number) => (row.readyAt ? now - row.readyAt.getTime() : 0);

const isDone = (restart: 'always' | 'on-failure' | 'no', { exitCode }: { exitCode: number | null }) => exitCode !== null && (restart === 'no' || (restart === 'on-failure' && exitCode === 0));

const pardoned = (appId: string, containerId: string, engine: Engine) => {
  const at = pardons().get(appId);
  return at !== undefined && Date.parse(engine.inventory.container(containerId)?.since ?? '') < at;
};

async function failuresOf(app: AppRow): Promise<number> {
  const since = pardons().get(app.id) ?? 0;
  const ended = (await findLatelyEnded(app.id)).filter(({ endedAt }) => endedAt!.getTime() > since);
  return failuresInARow(ended.map((row) => ({ failed: !NO_FAILURE.has((row.reason as unknown as Reason | null)?.code ?? ''), livedMs: row.readyAt ? row.endedAt!.getTime() - row.readyAt.getTime() : 0 })), HELD_MS);
}
