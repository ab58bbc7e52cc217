import { processState } from '@/lib/platform/server/process-state';
import type { Backend } from '../model/backends';
import type { Counters, StatRow } from '../model/parse-stat';
import type { WantedProxy, WantedRoute } from '../model/wanted';
import type { ControlChannel } from './control-channel';

/** Cumulative figures of a route at one moment; two of them make a rate. */
export interface Sample {
  atMs: number;
  routes: Map<string, Counters>;
}

export interface ProxyTrouble {
  code: string;
  params: Record<string, string | number>;
}

export interface Worker {
  pid: string;
  /** It ends its last connections. */
  isOld: boolean;
  stat: StatRow[];
}

/** What is known of one environment's proxy; all of it can be asked for anew. */
export interface ProxyState {
  containerId: string | null;
  channel: ControlChannel | null;
  /** To workers that end. */
  oldChannel: ControlChannel | null;
  /** Of the worker that takes new connections first; then of those that end their last ones. */
  workers: Worker[];
  /** The same rows by instance: each list of apps asks for each of them. */
  byInstance: Map<string, { row: StatRow; isOld: boolean }[]>;
  /** Of the configuration that runs. */
  version: string | null;
  statAtMs: number;
  samples: Sample[];
  trouble: ProxyTrouble | null;
  /** What failed to load, not to be tried again at once. */
  refused: { version: string; untilMs: number } | null;
  /** Routes that HAProxy does not take: left out, so that nobody else waits for them. `word`: what was refused. */
  excluded: Map<string, { word: string; reason: string; /** To be tried again then, since it may be free by then. */ untilMs?: number }>;
  /** Text of the last configuration that loaded. */
  good: string | null;
  /** Of the files as they were written last, and when. */
  kept: string | null;
  keptAtMs: number;
  routes: WantedRoute[];
  /** Of the configuration that was told last. */
  backends: readonly Backend[];
  reloads: number;
}

const states = () => processState('proxies', () => new Map<string, ProxyState>());

export function proxyState(environmentId: string): ProxyState {
  const known = states().get(environmentId);
  if (known) return known;
  const fresh: ProxyState = { containerId: null, channel: null, oldChannel: null, workers: [], byInstance: new Map(), version: null, statAtMs: 0, samples: [], trouble: null, refused: null, excluded: new Map(), good: null, kept: null, keptAtMs: 0, routes: [], backends: [], reloads: 0 };
  states().set(environmentId, fresh);
  return fresh;
}

export const knownProxies = () => [...states().entries()];
export function forgetProxy(environmentId: string): void {
  const state = states().get(environmentId);
  state?.channel?.close();
  state?.oldChannel?.close();
  states().delete(environmentId);
}

/** What higher slices know and the proxy needs; set when they start. */
export const proxySources = () =>
  processState('proxy-sources', () => ({
    wanted: (environmentId: string): Promise<WantedProxy> => Promise.resolve({ environmentId, routes: [] }),
    /** Called when instances came into rotation or fell out of it, with the ids of their apps. */
    onRotation: (_appIds: string[]): void => {},
    /** Called when an environment's settings changed: names that follow from its domain are others now. */
    onSettings: (_environmentId: string): Promise<void> => Promise.resolve(),
  }));

export type Rotation = 'in' | 'down' | 'out';

/** Whether the proxy sends traffic to an instance now, by its own word. */
export function rotationOf(environmentId: string, instanceId: string): Rotation {
  const rows = rowsOf(environmentId, instanceId, false);
  if (rows.some(({ status }) => status === 'up')) return 'in';
  return rows.some(({ status }) => status === 'down') ? 'down' : 'out';
}

/** What is under way on an instance, as of the last look at all workers. */
export const sessionsOf = (environmentId: string, instanceId: string): number => rowsOf(environmentId, instanceId, true).reduce((sum, { sessions }) => sum + sessions, 0);
export const isInAnyPool = (environmentId: string, instanceId: string): boolean => rowsOf(environmentId, instanceId, false).some(({ status }) => status !== 'maint');

export function rowsOf(environmentId: string, instanceId: string, ofOldToo: boolean): StatRow[] {
  return (states().get(environmentId)?.byInstance.get(instanceId) ?? []).flatMap(({ row, isOld }) => (isOld && !ofOldToo ? [] : [row]));
}

/** To be called whenever the rows are others. */
export function indexRows(state: ProxyState): void {
  state.byInstance = new Map();
  for (const { isOld, stat } of state.workers) {
    for (const row of stat) {
      const instanceId = row.name.split('_')[1];
      if (!instanceId) continue;
      const rows = state.byInstance.get(instanceId);
      if (rows) rows.push({ row, isOld });
      else state.byInstance.set(instanceId, [{ row, isOld }]);
    }
  }
}
