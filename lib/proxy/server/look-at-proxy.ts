import type { Engine } from '@/lib/environments/server/engine';
import { proxyErrors } from '../errors';
import { parseStat, parseWorkers } from '../model/parse-stat';
import { ControlChannel } from './control-channel';
import { indexRows, proxySources, type ProxyState, type Worker } from './proxy-state';

export const ENDING_ANSWER_MS = 500;
/** Backends and servers. */
const STAT = 'show stat -1 6 -1';

/** Whether there is a worker to talk to. */
export async function openChannel(engine: Engine, state: ProxyState): Promise<boolean> {
  if (state.channel?.isOpen) return true;
  state.channel = await ControlChannel.open(engine, state.containerId!);
  const [workers] = await state.channel.send(['show proc']);
  return parseWorkers(workers!).current !== null;
}

/** Asks all workers what they have; also what to call when only figures are wanted. False: what an old one still does is not known. */
export async function look(engine: Engine, state: ProxyState, timeoutMs?: number): Promise<boolean> {
  if (!state.containerId) return true;
  await openChannel(engine, state);
  const channel = state.channel!;
  const { current, old } = parseWorkers((await channel.send(['show proc']))[0]!);
  if (!current) throw proxyErrors('not_running', { environment: engine.name });
  const [info, stat] = await channel.send([`@!${current} show info`, `@!${current} ${STAT}`], timeoutMs);
  const ended = await askOld(engine, state, old);
  state.version = /^description: gantry:([0-9a-f]+)/im.exec(info!)?.[1] ?? null;
  take(state, [{ pid: current, isOld: false, stat: parseStat(stat!) }, ...ended]);
  return ended.every(({ isSilent }) => !isSilent);
}

/** An old worker that ends in the middle of its answer leaves the conversation hanging, so it is not asked in that of the new one. */
async function askOld(engine: Engine, state: ProxyState, pids: readonly string[]): Promise<(Worker & { isSilent: boolean })[]> {
  if (pids.length === 0) {
    state.oldChannel?.close();
    state.oldChannel = null;
    return [];
  }
  try {
    if (!state.oldChannel?.isOpen) state.oldChannel = await ControlChannel.open(engine, state.containerId!);
    const answers = await state.oldChannel.send(pids.map((pid) => `@!${pid} ${STAT}`), ENDING_ANSWER_MS);
    return pids.map((pid, index) => ({ pid, isOld: true, isSilent: false, stat: parseStat(answers[index]!) }));
  } catch {
    return pids.map((pid) => ({ pid, isOld: true, isSilent: true, stat: state.workers.find((worker) => worker.pid === pid)?.stat ?? [] }));
  }
}

function take(state: ProxyState, workers: Worker[]): void {
  const before = rotating(state);
  state.workers = workers;
  state.statAtMs = Date.now();
  indexRows(state);
  tellChanges(state, before);
}

const rotating = ({ workers }: ProxyState) => new Set((workers[0]?.stat ?? []).flatMap(({ name, status }) => (status === 'up' && name.includes('_') ? [name] : [])));

function tellChanges(state: ProxyState, before: ReadonlySet<string>): void {
  const now = rotating(state);
  const changed = new Set([...now].filter((name) => !before.has(name)).concat([...before].filter((name) => !now.has(name))));
  if (changed.size === 0) return;
  const appIds = state.routes.filter(({ pool, sides }) => [...pool, ...(sides?.new ?? []), ...(sides?.old ?? [])].some(({ name }) => changed.has(name))).map(({ appId }) => appId);
  proxySources().onRotation([...new Set(appIds)]);
}

/** At what has just been told. */
export async function lookAgain(state: ProxyState): Promise<void> {
  const [current, ...old] = state.workers as [Worker, ...Worker[]];
  const [stat] = await state.channel!.send([`@!${current.pid} ${STAT}`]);
  take(state, [{ ...current, stat: parseStat(stat!) }, ...old]);
}
