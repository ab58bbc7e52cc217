import { internalDns } from '@/lib/apps/server/internal-dns';
import { listEndpoints } from '@/lib/apps/server/list-endpoints';
import { engineMap } from '@/lib/environments/server/engines';
import { isAppError } from '@/lib/platform/errors';
import { publishLive, subscribeLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { onShutdown } from '@/lib/platform/server/shutdown';
import type { FeedApp } from '../model/feed';
import { feedOf } from './names-feed';
import { hasTenantNetworks, serversFor, tendServers } from './names-servers';
import { publishNames } from './publish-names';
import { findPublishers, noteError, type PublisherRow } from './publisher.repo';

const RESYNC_MS = 10_000;
const WATCH_MS = 500;
const DEBOUNCE_MS = 50;
const FIRST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 30_000;

interface State {
  timer: NodeJS.Timeout | undefined;
  running: Set<string>;
  again: Set<string>;
  retries: Map<string, { tries: number; at: number }>;
  stopped: boolean;
}
const state = () => processState<State>('names', () => ({ timer: undefined, running: new Set(), again: new Set(), retries: new Map(), stopped: true }));

/** Looks soon at what there is to name; asked many times it looks once. */
export function lookAtNames(): void {
  const now = state();
  if (now.stopped) return;
  now.timer ??= setTimeout(() => {
    now.timer = undefined;
    void lookAtAll().catch((error: unknown) => log.warn({ err: error }, 'names were not looked at'));
  }, DEBOUNCE_MS);
}

/** Level-triggered: an event only says that it is time to look. */
export function startNamesController(): void {
  state().stopped = false;
  internalDns().serversFor = serversFor;
  const resync = setInterval(lookAtNames, RESYNC_MS);
  const known = new Map<string, () => void>();
  const watch = setInterval(() => {
    for (const { inventory } of engineMap().values()) {
      if (known.has(inventory.epoch)) continue;
      known.set(inventory.epoch, inventory.subscribe(({ resource }) => void ((resource === 'container' || resource === 'network') && lookAtNames())));
      lookAtNames();
    }
  }, WATCH_MS);
  // An instance is ready by the apps' word, which may come after the engine's.
  const leave = subscribeLive(({ kind }) => void ((kind === 'app' || kind === 'environment') && lookAtNames()));
  lookAtNames();
  onShutdown(() => {
    const now = state();
    now.stopped = true;
    clearTimeout(now.timer);
    now.timer = undefined;
    clearInterval(resync);
    clearInterval(watch);
    leave();
    for (const stop of known.values()) stop();
    now.retries.clear();
  });
}

async function lookAtAll(): Promise<void> {
  const publishers = await findPublishers();
  if (publishers.length === 0 && !hasTenantNetworks()) return;
  const apps = await listEndpoints();
  const feed = feedOf(apps);
  // One that does not answer holds up no other.
  await Promise.all([tendServers(apps, lookAtNames), ...publishers.map((row) => lookAt(row, feed))]);
}

async function lookAt({ id, name, environmentId }: PublisherRow, feed: ReadonlyMap<string, FeedApp[]>): Promise<void> {
  const now = state();
  if (now.running.has(id)) return void now.again.add(id);
  const retry = now.retries.get(id);
  if (retry && Date.now() < retry.at) return;
  now.running.add(id);
  try {
    const changed = await publishNames(id, feed.get(environmentId));
    now.retries.delete(id);
    if (changed) tell();
  } catch (error) {
    const tries = (retry?.tries ?? 0) + 1;
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), MOST_RETRY_MS);
    now.retries.set(id, { tries, at: Date.now() + wait });
    if (!now.stopped) setTimeout(lookAtNames, wait + 1).unref();
    if (!isAppError(error)) log.error({ err: error, publisher: name }, 'names were not published');
    await noteError(id, isAppError(error) ? { code: error.code, params: error.params } : { code: 'platform.internal', params: { reference: id.slice(-8) } }, new Date()).catch((second: unknown) => log.warn({ err: second }, 'the trouble of a publisher was not noted'));
    tell();
  } finally {
    now.running.delete(id);
    if (now.again.delete(id)) lookAtNames();
  }
}

/** After a change by a person: what waits for its turn is tried at once. */
export function tryNamesNow(id: string): void {
  state().retries.delete(id);
  lookAtNames();
}

const tell = () => publishLive({ kind: 'names', permission: 'environment:manage', data: {}, replaceKey: 'names' });
