import { setTimeout as sleep } from 'node:timers/promises';
import { engineById } from '@/lib/environments/server/engines';
import { log } from '@/lib/platform/server/log';
import { publishLive } from '@/lib/platform/server/live-bus';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { isAppError, platformErrors, type AppError } from '@/lib/platform/errors';
import { containerErrors } from '../errors';
import { decideReplacement } from '../model/decide-replacement';
import { changeReplacement, findOpenReplacements, findReplacement, type ReplacementRow } from './container-replacement.repo';
import { observeReplacement } from './observe-replacement';
import { toReplacementDto } from './replace-container';
import { replacementQueue } from './replacement-queue';
import { giveUp, isPassing, stepReplacement } from './step-replacement';

const WAIT_MS = 500;
const RESYNC_MS = 5_000;
/** An old container that the engine refuses to start for this long is told of, and left. */
const RESTORE_DEADLINE_MS = 60_000;

/**
 * Moves each open edit on, one step at a time, from what the engine has now. It holds nothing that matters: killed at any
 * line, the next process goes on from the row and the engine.
 */
export async function startReplacementController(): Promise<{ stop(): Promise<void> }> {
  const controller = new ReplacementController();
  replacementQueue().wake = (id) => controller.enqueue(id);
  await controller.resync();
  const timer = setInterval(() => void controller.resync().catch((error: unknown) => log.warn({ err: error }, 'open edits were not read')), RESYNC_MS);
  const stop = async () => {
    clearInterval(timer);
    await controller.stop();
  };
  onShutdown(stop);
  return { stop };
}

class ReplacementController {
  private readonly passes = new Map<string, Promise<void>>();
  private readonly runningSince = new Map<string, { containerId: string; at: number }>();
  private readonly refusedSince = new Map<string, number>();
  private readonly stopping = new AbortController();

  async resync(): Promise<void> {
    for (const { id } of await findOpenReplacements()) this.enqueue(id);
  }

  enqueue(id: string): void {
    if (this.passes.has(id) || this.stopping.signal.aborted) return;
    const work = this.run(id)
      .catch((error: unknown) => log.error({ err: error, replacement: id }, 'an edit did not move on'))
      .finally(() => this.passes.delete(id));
    this.passes.set(id, work);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.passes.values());
  }

  private async run(id: string): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const row = await findReplacement(id);
      if (!row) return;
      if (row.endedAt) return this.forget(row);
      const moved = await this.pass(row);
      if (!moved) await this.pause();
    }
  }

  /** True when something changed and the next step can be decided at once. */
  private async pass(row: ReplacementRow): Promise<boolean> {
    try {
      const engine = engineById(row.environmentId);
      const seen = await observeReplacement(engine, row);
      const action = decideReplacement(row, { ...seen, provenForMs: this.provenFor(row.id, seen.new), knowsRequest: replacementQueue().requests.has(row.id) });
      if (action.kind === 'wait') return false;
      const after = await stepReplacement(engine, row, action, seen, this.stopping.signal);
      log.info({ replacement: row.id, container: row.containerName, step: action.kind, phase: after?.phase }, 'edit of a container');
      this.refusedSince.delete(row.id);
      if (after && after.rowVersion !== row.rowVersion) tell(after);
      return true;
    } catch (error) {
      return this.onRefusal(row, error);
    }
  }

  /** An engine that cannot be asked is waited for; one that refused ends the edit and has the old container back. */
  private async onRefusal(row: ReplacementRow, error: unknown): Promise<boolean> {
    if (this.stopping.signal.aborted || isPassing(error)) return false;
    const reason = asAppError(error);
    log.warn({ err: error, replacement: row.id, phase: row.phase }, 'a step of an edit failed');
    if (row.phase !== 'restoring') {
      tell(await giveUp(row, reason));
      return true;
    }
    const since = this.refusedSince.get(row.id) ?? Date.now();
    this.refusedSince.set(row.id, since);
    if (Date.now() - since < RESTORE_DEADLINE_MS) return false;
    const failure = containerErrors('restore_failed', { name: row.containerName, first: row.error?.code ?? '', reason: String(reason.params.reason ?? reason.code) });
    tell(await changeReplacement(row, { phase: 'failed', endedAt: new Date(), error: { code: failure.code, params: failure.params } }));
    return true;
  }

  private provenFor(id: string, seen: { id: string; status: string } | null): number {
    if (seen?.status !== 'running') {
      this.runningSince.delete(id);
      return 0;
    }
    const known = this.runningSince.get(id);
    if (known?.containerId === seen.id) return Date.now() - known.at;
    this.runningSince.set(id, { containerId: seen.id, at: Date.now() });
    return 0;
  }

  private forget({ id }: ReplacementRow): void {
    replacementQueue().requests.delete(id);
    this.runningSince.delete(id);
    this.refusedSince.delete(id);
  }

  private pause(): Promise<void> {
    return sleep(WAIT_MS, undefined, { signal: this.stopping.signal }).catch(() => {});
  }
}

const asAppError = (error: unknown): AppError => (isAppError(error) ? error : platformErrors('internal', { reference: String((error as Error).message ?? error).slice(0, 200) }));

function tell(row: ReplacementRow | null): void {
  if (row) publishLive({ kind: 'replacement', permission: 'container:view', data: toReplacementDto(row), replaceKey: `replacement ${row.id}` });
}
