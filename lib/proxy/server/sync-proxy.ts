import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@/lib/environments/server/engine';
import { engineMap } from '@/lib/environments/server/engines';
import { readTail } from '@/lib/logs/server/read-tail';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { proxyErrors } from '../errors';
import { CONFIG, culpritOf, emptyConfig, haproxyConfig, type RenderedConfig } from '../model/haproxy-config';
import { mapText, parseMap, planMap } from '../model/maps';
import { parseStat, parseWorkers } from '../model/parse-stat';
import { planRuntime } from '../model/runtime-plan';
import type { WantedProxy, WantedRoute } from '../model/wanted';
import { ControlChannel } from './control-channel';
import { challengesOf, hostCertificates, orderCertificates } from './proxy-certificates';
import { checkProxyConfig, ensureProxyContainer, putProxyFiles, removeProxy, startProxy } from './proxy-container';
import { findProxySettings, noteProxyContainer } from './proxy-settings.repo';
import { forgetProxy, indexRows, proxySources, proxyState, type ProxyState, type Worker } from './proxy-state';

const START_MS = 10_000;
const RELOAD_MS = 15_000;
const AGAIN_MS = 15;
const REFUSED_FOR_MS = 60_000;
const KEEP_MS = 5_000;
const ENDING_ANSWER_MS = 500;
/** Backends and servers. */
const STAT = 'show stat -1 6 -1';
/** Commands that are sent without waiting for answers in between. */
const AT_ONCE = 400;

interface Queue {
  last: Promise<unknown>;
  /** A pass that has not begun. */
  waiting: Promise<void> | null;
}
const queues = () => processState('proxy-queues', () => new Map<string, Queue>());

function queueOf(environmentId: string): Queue {
  const queue = queues().get(environmentId) ?? { last: Promise.resolve(), waiting: null };
  queues().set(environmentId, queue);
  return queue;
}

/** One piece of work on an environment's proxy at a time, each after those that were asked for before. */
function inTurn<T>(environmentId: string, work: () => Promise<T>): Promise<T> {
  const queue = queueOf(environmentId);
  const mine = queue.last.then(work);
  queue.last = mine.catch(() => {});
  return mine;
}

/**
 * Brings an environment's proxy to what is wanted now, and resolves when it has said that it is so. Level-triggered:
 * whoever asks while a pass runs gets the one after it, which sees all that was written before.
 */
export function syncProxy(environmentId: string): Promise<void> {
  const queue = queueOf(environmentId);
  return (queue.waiting ??= inTurn(environmentId, () => {
    queue.waiting = null;
    return pass(environmentId);
  }));
}

/** Takes the proxy off an engine; a pass that comes after finds that nothing is wanted. */
export function takeProxyAway(engine: Engine): Promise<void> {
  return inTurn(engine.id, async () => {
    const { containerId } = await findProxySettings(engine.id);
    forgetProxy(engine.id);
    if (!containerId) return;
    await removeProxy(engine, containerId);
    await noteProxyContainer(engine.id, null);
  });
}

async function pass(environmentId: string): Promise<void> {
  const engine = engineMap().get(environmentId);
  if (!engine || engine.status().kind !== 'up') return;
  const state = proxyState(environmentId);
  try {
    await bring(engine, state);
    state.trouble = null;
  } catch (error) {
    if (!isAppError(error)) log.error({ err: error, environment: engine.name }, 'a pass over a proxy failed');
    state.trouble = isAppError(error) ? { code: error.code, params: error.params } : { code: 'platform.internal', params: { reference: environmentId.slice(-8) } };
    throw error;
  }
}

async function bring(engine: Engine, state: ProxyState): Promise<void> {
  const [wanted, settings] = await Promise.all([proxySources().wanted(engine.id), findProxySettings(engine.id)]);
  state.routes = wanted.routes;
  // Nobody pays for a proxy that has nothing to do.
  if (wanted.routes.length === 0 && !settings.containerId) return;
  const [certificates, challenges] = [await hostCertificates(wanted), challengesOf(engine.id)];
  forgetChanged(state, wanted);
  const basis = { tuning: { ...settings, threads: threadsFor(engine) }, challenges, digest };
  const render = () => haproxyConfig({ ...basis, certificates, wanted: { ...wanted, routes: wanted.routes.filter(({ id }) => !state.excluded.has(id)) } });
  const container = await ensureProxyContainer(engine, settings);
  if (state.containerId !== container.id || !container.isRunning) for (const channel of [state.channel, state.oldChannel]) channel?.close();
  state.containerId = container.id;
  if (!container.isRunning) await start(engine, state, container.isNew ? emptyConfig(basis) : null).catch(async (error: unknown) => {
    // What it had may have been cut off in the middle of being written.
    if (!excludeBusyPort(state, error) && container.isNew) throw error;
    await start(engine, state, render());
  });
  await look(engine, state);
  let rendered = render();
  if (state.version !== rendered.version) rendered = await reload(engine, state, rendered, render);
  await tellWorker(state, rendered);
  await keepOnDisk(engine, state, rendered);
  await orderCertificates(wanted);
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
/** All of a route but who answers it. */
const wordOf = ({ pool: _pool, sides, ...route }: WantedRoute) => JSON.stringify({ ...route, sides: sides && { header: sides.header, keep: sides.keep } });

/** What was refused and is another by now, or gone, may be tried. */
function forgetChanged({ excluded }: ProxyState, { routes }: WantedProxy): void {
  for (const [id, { word, untilMs }] of excluded) if ((untilMs && Date.now() > untilMs) || !routes.some((route) => route.id === id && wordOf(route) === word)) excluded.delete(id);
}

/** It shares the host with the apps that it leads to: each thread more takes from them before it serves faster. */
const threadsFor = (engine: Engine) => Math.min(16, Math.max(1, Math.floor((engine.info()?.cpus ?? 2) / 2)));

/** With what ran before, or with nothing: what is wanted now is tried before it is taken. */
async function start(engine: Engine, state: ProxyState, first: RenderedConfig | null): Promise<void> {
  if (first) await putProxyFiles(engine, state.containerId!, [...first.files, { path: CONFIG, text: first.config }]);
  await startProxy(engine, state.containerId!);
  state.refused = null;
  const end = Date.now() + START_MS;
  for (;;) {
    const opened = await open(engine, state).catch(() => false);
    if (opened) break;
    const { State } = await engine.call((docker) => docker.getContainer(state.containerId!).inspect());
    if (!State.Running || State.Restarting || Date.now() > end) throw await startFailure(engine, state.containerId!);
    await sleep(100);
  }
  log.info({ environment: engine.name }, 'proxy started');
}

/** What HAProxy wrote before it gave up. */
async function startFailure(engine: Engine, containerId: string) {
  const text = await readTail(engine, containerId, { lines: 30, tty: false }).catch(() => '');
  const reason = (text ?? '').split('\n').filter((line) => /ALERT|cannot|error/i.test(line)).slice(-3).join(' ').slice(0, 500);
  return /cannot bind|already in use/i.test(reason) ? proxyErrors('port_taken', { environment: engine.name, reason }) : proxyErrors('image_unusable', { environment: engine.name, reason: reason || '—' });
}

async function open(engine: Engine, state: ProxyState): Promise<boolean> {
  if (state.channel?.isOpen) return true;
  state.channel = await ControlChannel.open(engine, state.containerId!);
  const [workers] = await state.channel.send(['show proc']);
  return parseWorkers(workers!).current !== null;
}

/** Asks all workers what they have; also what to call when only figures are wanted. False: what an old one still does is not known. */
export async function look(engine: Engine, state: ProxyState, timeoutMs?: number): Promise<boolean> {
  if (!state.containerId) return true;
  await open(engine, state);
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

/** Tries what is wanted, and without the routes that HAProxy does not take: one that is wrong must hold up nobody else's. */
async function findTaken(engine: Engine, state: ProxyState, first: RenderedConfig, render: () => RenderedConfig): Promise<RenderedConfig> {
  for (let rendered = first; ; rendered = render()) {
    const next = `${CONFIG}.next`;
    await putProxyFiles(engine, state.containerId!, [...rendered.files, { path: next, text: rendered.config }]);
    const complaint = await checkProxyConfig(engine, state.containerId!, next);
    if (complaint === null) return rendered;
    const culprits = culpritOf(rendered, complaint)?.routeIds ?? [];
    log.warn({ environment: engine.name, complaint, routes: culprits }, 'the proxy does not take a configuration');
    if (culprits.length === 0) throw proxyErrors('config_refused', { environment: engine.name, reason: complaint });
    for (const route of state.routes) if (culprits.includes(route.id)) state.excluded.set(route.id, { word: wordOf(route), reason: complaint });
  }
}

/** A new worker takes over the listening sockets; the old one answers what it has begun. */
async function reload(engine: Engine, state: ProxyState, first: RenderedConfig, render: () => RenderedConfig): Promise<RenderedConfig> {
  const taken = await findTaken(engine, state, first, render);
  const { config, version } = taken;
  if (state.version === version) return taken;
  if (state.refused?.version === version && Date.now() < state.refused.untilMs) throw proxyErrors('config_refused', { environment: engine.name, reason: String(state.trouble?.params.reason ?? '') });
  try {
    await putProxyFiles(engine, state.containerId!, [{ path: CONFIG, text: config }]);
    await order(engine, state, version);
    state.good = config;
    return taken;
  } catch (error) {
    state.refused = { version, untilMs: Date.now() + REFUSED_FOR_MS };
    if (state.good && state.good !== config && (error as { code?: string }).code === 'proxy.port_taken') {
      // A worker that could not listen leaves the master waiting: what ran before is loaded again.
      await putProxyFiles(engine, state.containerId!, [{ path: CONFIG, text: state.good }]);
      await order(engine, state, null).catch(() => {});
    }
    if (excludeBusyPort(state, error)) return reload(engine, state, render(), render);
    throw error;
  }
}

/** A port that somebody else on the host has is the trouble of the one route that wants it. */
function excludeBusyPort(state: ProxyState, error: unknown): boolean {
  if (!isAppError(error) || error.code !== 'proxy.port_taken') return false;
  const reason = String(error.params.reason);
  const busy = state.routes.find(({ id, options }) => options.listenPort !== undefined && !state.excluded.has(id) && reason.includes(`:${options.listenPort}]`));
  if (busy) state.excluded.set(busy.id, { word: wordOf(busy), reason, untilMs: Date.now() + REFUSED_FOR_MS });
  return busy !== undefined;
}

async function order(engine: Engine, state: ProxyState, version: string | null): Promise<void> {
  await open(engine, state);
  const ended = state.channel!;
  // The master starts itself anew and ends the conversation with that.
  await ended.send(['reload']).catch(() => {});
  ended.close();
  state.reloads++;
  const end = Date.now() + RELOAD_MS;
  for (;;) {
    await sleep(AGAIN_MS);
    try {
      // For a moment the worker that ends is still called the current one.
      await look(engine, state, ENDING_ANSWER_MS);
      if (version === null || state.version === version) return;
    } catch (error) {
      if (Date.now() > end || (isAppError(error) && error.code === 'proxy.not_running' && (await isWaiting(state)))) throw await startFailure(engine, state.containerId!);
    }
    if (Date.now() > end) throw await startFailure(engine, state.containerId!);
  }
}

/** The master answers and has no worker: the configuration was refused when it was loaded. */
async function isWaiting(state: ProxyState): Promise<boolean> {
  if (!state.channel?.isOpen) return false;
  const [answer] = await state.channel.send(['show proc']).catch(() => ['']);
  return /failed: [1-9]/.test(answer ?? '') && parseWorkers(answer!).current === null;
}

/** Tells the worker that takes requests; those before it hand over to it what still comes to them. */
async function tellWorker(state: ProxyState, { backends, maps }: RenderedConfig): Promise<void> {
  state.backends = backends;
  const channel = state.channel!;
  const { pid, stat } = state.workers[0]!;
  const seen = await channel.send(maps.map(({ path }) => `@!${pid} show map ${path}`));
  const plans = maps.map((map, index) => planMap(map, parseMap(seen[index]!)));
  const runtime = planRuntime(backends, stat);
  const commands = [...plans.flatMap(({ before }) => before), ...runtime, ...plans.flatMap(({ after }) => after)];
  for (let from = 0; from < commands.length; from += AT_ONCE) {
    const part = commands.slice(from, from + AT_ONCE);
    const answers = await channel.send(part.map((command) => `@!${pid} ${command}`));
    answers.forEach((answer, index) => isTrouble(part[index]!, answer) && log.warn({ command: part[index], answer: answer.slice(0, 300) }, 'the proxy refused a command'));
  }
  if (runtime.length > 0) await lookAgain(state);
}

/**
 * What a proxy begins with that the engine starts again: by then the console may be away. Commands reach what runs alone,
 * so files follow them, though not each of them: they come by the hundred.
 */
async function keepOnDisk(engine: Engine, state: ProxyState, { config, maps }: RenderedConfig): Promise<void> {
  const texts = maps.map((map) => ({ path: map.path, text: mapText(map) }));
  const word = digest([config, ...texts.map(({ text }) => text)].join('\n'));
  if (state.kept === word || Date.now() - state.keptAtMs < KEEP_MS) return;
  await putProxyFiles(engine, state.containerId!, [...texts, { path: CONFIG, text: config }]);
  Object.assign(state, { kept: word, keptAtMs: Date.now(), good: config });
}

const isTrouble = (command: string, answer: string) => answer !== '' && !/^New server registered|^Server deleted|already exists|^no need to change|^IP changed|^port changed|^Server still has connections/i.test(answer) && !command.startsWith('del server');

/** At what has just been told. */
async function lookAgain(state: ProxyState): Promise<void> {
  const [current, ...old] = state.workers as [Worker, ...Worker[]];
  const [stat] = await state.channel!.send([`@!${current.pid} ${STAT}`]);
  take(state, [{ ...current, stat: parseStat(stat!) }, ...old]);
}
