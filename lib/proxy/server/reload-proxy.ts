import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@/lib/environments/server/engine';
import { readTail } from '@/lib/logs/server/read-tail';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { proxyErrors } from '../errors';
import { CONFIG, culpritOf, type RenderedConfig } from '../model/haproxy-config';
import { parseWorkers } from '../model/parse-stat';
import type { WantedProxy, WantedRoute } from '../model/wanted';
import { ENDING_ANSWER_MS, look, openChannel } from './look-at-proxy';
import { checkProxyConfig, putProxyFiles, startProxy } from './proxy-container';
import type { ProxyState } from './proxy-state';

const START_MS = 10_000;
const RELOAD_MS = 15_000;
const AGAIN_MS = 15;
const REFUSED_FOR_MS = 60_000;

/** All of a route but who answers it. */
const wordOf = ({ pool: _pool, sides, ...route }: WantedRoute) => JSON.stringify({ ...route, sides: sides && { header: sides.header, keep: sides.keep } });

/** What was refused and is another by now, or gone, may be tried. */
export function forgetChanged({ excluded }: ProxyState, { routes }: WantedProxy): void {
  for (const [id, { word, untilMs }] of excluded) if ((untilMs && Date.now() > untilMs) || !routes.some((route) => route.id === id && wordOf(route) === word)) excluded.delete(id);
}

/** With what ran before, or with nothing: what is wanted now is tried before it is taken. */
export async function startWith(engine: Engine, state: ProxyState, first: RenderedConfig | null): Promise<void> {
  if (first) await putProxyFiles(engine, state.containerId!, [...first.files, { path: CONFIG, text: first.config }]);
  state.kept = null;
  await startProxy(engine, state.containerId!);
  state.refused = null;
  const end = Date.now() + START_MS;
  for (;;) {
    const opened = await openChannel(engine, state).catch(() => false);
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
export async function reload(engine: Engine, state: ProxyState, first: RenderedConfig, render: () => RenderedConfig): Promise<RenderedConfig> {
  const taken = await findTaken(engine, state, first, render);
  const { config, version } = taken;
  if (state.version === version) return taken;
  if (state.refused?.version === version && Date.now() < state.refused.untilMs) throw proxyErrors('config_refused', { environment: engine.name, reason: String(state.trouble?.params.reason ?? '') });
  try {
    await putProxyFiles(engine, state.containerId!, [{ path: CONFIG, text: config }]);
    state.kept = null;
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
export function excludeBusyPort(state: ProxyState, error: unknown): boolean {
  if (!isAppError(error) || error.code !== 'proxy.port_taken') return false;
  const reason = String(error.params.reason);
  const busy = state.routes.find(({ id, options }) => options.listenPort !== undefined && !state.excluded.has(id) && reason.includes(`:${options.listenPort}]`));
  if (busy) state.excluded.set(busy.id, { word: wordOf(busy), reason, untilMs: Date.now() + REFUSED_FOR_MS });
  return busy !== undefined;
}

async function order(engine: Engine, state: ProxyState, version: string | null): Promise<void> {
  await openChannel(engine, state);
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
