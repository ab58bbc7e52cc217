import { createHash } from 'node:crypto';
import type { Engine } from '@/lib/environments/server/engine';
import { engineMap } from '@/lib/environments/server/engines';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { CONFIG, emptyConfig, haproxyConfig, type RenderedConfig } from '../model/haproxy-config';
import { mapText, parseMap, planMap } from '../model/maps';
import { planRuntime } from '../model/runtime-plan';
import { look, lookAgain } from './look-at-proxy';
import { challengesOf, hostCertificates, orderCertificates } from './proxy-certificates';
import { ensureProxyContainer, putProxyFiles, removeProxy } from './proxy-container';
import { findProxySettings, noteProxyContainer } from './proxy-settings.repo';
import { forgetProxy, proxySources, proxyState, type ProxyState } from './proxy-state';
import { excludeBusyPort, forgetChanged, reload, startWith } from './reload-proxy';

const KEEP_MS = 5_000;
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
  if (!container.isRunning) await startWith(engine, state, container.isNew ? emptyConfig(basis) : null).catch(async (error: unknown) => {
    // What it had may have been cut off in the middle of being written.
    if (!excludeBusyPort(state, error) && container.isNew) throw error;
    await startWith(engine, state, render());
  });
  await look(engine, state);
  let rendered = render();
  if (state.version !== rendered.version) rendered = await reload(engine, state, rendered, render);
  await tellWorker(state, rendered);
  await keepOnDisk(engine, state, rendered);
  await orderCertificates(wanted);
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
/** It shares the host with the apps that it leads to: each thread more takes from them before it serves faster. */
const threadsFor = (engine: Engine) => Math.min(16, Math.max(1, Math.floor((engine.info()?.cpus ?? 2) / 2)));

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
