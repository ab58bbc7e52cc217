import { processState } from '@/lib/platform/server/process-state';
import { forgetApps } from './apps-cache';

interface Queue {
  waiting: Map<string, NodeJS.Timeout>;
  running: Set<string>;
  again: Set<string>;
  stopped: boolean;
  pass: (appId: string) => Promise<number | undefined>;
}
const queue = () => processState<Queue>('app-queue', () => ({ waiting: new Map(), running: new Set(), again: new Set(), stopped: true, pass: () => Promise.resolve(undefined) }));

/** `pass` looks at one app and says when to look again by itself; it must not throw. */
export function openQueue(pass: Queue['pass']): void {
  Object.assign(queue(), { pass, stopped: false });
}

export function closeQueue(): void {
  const state = queue();
  state.stopped = true;
  for (const timer of state.waiting.values()) clearTimeout(timer);
  state.waiting.clear();
}

export const isQueued = (appId: string) => queue().waiting.has(appId);

/** Looks at the app soon. Called many times it is looked at once; called during a pass, once more after it. */
export function enqueue(appId: string | undefined, afterMs = 0): void {
  forgetApps();
  const state = queue();
  if (!appId || state.stopped) return;
  if (state.running.has(appId)) return void state.again.add(appId);
  clearTimeout(state.waiting.get(appId));
  state.waiting.set(appId, setTimeout(() => { state.waiting.delete(appId); void run(appId); }, afterMs));
}

async function run(appId: string): Promise<void> {
  const state = queue();
  if (state.running.has(appId)) return void state.again.add(appId);
  state.running.add(appId);
  let next: number | undefined;
  try {
    next = await state.pass(appId);
  } finally {
    state.running.delete(appId);
  }
  if (state.again.delete(appId)) enqueue(appId);
  else if (next !== undefined) enqueue(appId, next);
}
