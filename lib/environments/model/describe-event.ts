import type { EngineEventRow } from '../contract';

export const SAYINGS = [
  'created', 'started', 'restarted', 'stopped', 'signalled', 'ended', 'died', 'diedBySignal', 'oom', 'removed', 'paused', 'unpaused', 'renamed', 'healthy', 'unhealthy', 'healthStarting', 'updated', 'attached', 'detached', 'committed', 'copiedFrom', 'copiedTo', 'exported',
  'imagePulled', 'imagePushed', 'imageTagged', 'imageUntagged', 'imageDeleted', 'imageImported', 'imageLoaded', 'imageSaved',
  'networkCreated', 'networkRemoved', 'networkJoined', 'networkLeft', 'volumeCreated', 'volumeRemoved', 'volumeMounted', 'volumeUnmounted', 'reloaded', 'pruned', 'other',
] as const;
export type Saying = (typeof SAYINGS)[number];

export interface EventWords {
  saying: Saying;
  params: Record<string, string>;
  tone: 'danger' | 'warning' | 'success' | 'neutral';
  /** Worth a line where there is room for a few only. */
  notable: boolean;
}

const PLAIN: Record<string, Record<string, Saying>> = {
  container: {
    create: 'created', start: 'started', restart: 'restarted', stop: 'stopped', oom: 'oom', destroy: 'removed', pause: 'paused', unpause: 'unpaused', update: 'updated', attach: 'attached', detach: 'detached', commit: 'committed',
    'archive-path': 'copiedFrom', copy: 'copiedFrom', 'extract-to-dir': 'copiedTo', export: 'exported', prune: 'pruned',
  },
  image: { pull: 'imagePulled', push: 'imagePushed', tag: 'imageTagged', untag: 'imageUntagged', delete: 'imageDeleted', import: 'imageImported', load: 'imageLoaded', save: 'imageSaved', prune: 'pruned' },
  network: { create: 'networkCreated', destroy: 'networkRemoved', remove: 'networkRemoved', connect: 'networkJoined', disconnect: 'networkLeft', prune: 'pruned' },
  volume: { create: 'volumeCreated', destroy: 'volumeRemoved', mount: 'volumeMounted', unmount: 'volumeUnmounted', prune: 'pruned' },
  daemon: { reload: 'reloaded' },
  builder: { prune: 'pruned' },
};
const SIGNALS: Record<number, string> = { 1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 4: 'SIGILL', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 9: 'SIGKILL', 11: 'SIGSEGV', 13: 'SIGPIPE', 15: 'SIGTERM' };
const NOTABLE = new Set<Saying>(['created', 'started', 'restarted', 'ended', 'died', 'diedBySignal', 'oom', 'removed', 'paused', 'unpaused', 'renamed', 'healthy', 'unhealthy', 'updated', 'imagePulled', 'imageDeleted', 'imageLoaded', 'imageImported', 'volumeCreated', 'volumeRemoved', 'networkCreated', 'networkRemoved', 'reloaded', 'pruned']);

/** What an engine's event says to a person: which sentence, with which facts, and whether it is good news. */
export function describeEvent(event: EngineEventRow): EventWords {
  const { saying, params = {} } = sayingOf(event);
  const name = params.name ?? shortened(event.actorName);
  return { saying, params: { ...params, name }, tone: toneOf(saying, params), notable: NOTABLE.has(saying) };
}

function sayingOf({ type, action, actorName, containerName, attributes }: EngineEventRow): { saying: Saying; params?: Record<string, string> } {
  const other = { saying: 'other' as const, params: { type, action, name: shortened(actorName) } };
  if (type === 'container') {
    if (action === 'die') return death(attributes.exitCode ?? '');
    if (action === 'kill') return { saying: 'signalled', params: { signal: SIGNALS[Number(attributes.signal)] ?? attributes.signal ?? '' } };
    if (action === 'rename') return { saying: 'renamed', params: { old: (attributes.oldName ?? '').replace(/^\//, '') } };
    if (action === 'create') return { saying: 'created', params: { image: attributes.image ?? '' } };
    const health = /^health_status: (\w+)/.exec(action)?.[1];
    if (health) return health === 'healthy' || health === 'unhealthy' ? { saying: health } : health === 'starting' ? { saying: 'healthStarting' } : other;
  }
  const saying = Object.hasOwn(PLAIN, type) && Object.hasOwn(PLAIN[type]!, action) ? PLAIN[type]![action] : undefined;
  if (saying === 'networkJoined' || saying === 'networkLeft') return { saying, params: { container: containerName ?? shortened(attributes.container ?? '') } };
  return saying ? { saying, ...(saying === 'pruned' && { params: { type } }) } : other;
}

function death(exitCode: string): { saying: Saying; params?: Record<string, string> } {
  if (exitCode === '0') return { saying: 'ended' };
  const signal = SIGNALS[Number(exitCode) - 128];
  return signal ? { saying: 'diedBySignal', params: { code: exitCode, signal } } : { saying: 'died', params: { code: exitCode } };
}

function toneOf(saying: Saying, params: Record<string, string>): EventWords['tone'] {
  // To end by SIGTERM is to do as one was told.
  if (saying === 'diedBySignal') return params.signal === 'SIGTERM' ? 'warning' : 'danger';
  if (saying === 'oom' || saying === 'unhealthy' || saying === 'died') return 'danger';
  return saying === 'started' || saying === 'healthy' || saying === 'unpaused' ? 'success' : 'neutral';
}

const shortened = (name: string) => (/^(sha256:)?[0-9a-f]{64}$/.test(name) ? name.replace('sha256:', '').slice(0, 12) : name);

/** The latest of each kind of event of each object, with how often it came: one that loops hides no other. */
export function foldEvents(events: EngineEventRow[]): { event: EngineEventRow; count: number }[] {
  const folded = new Map<string, { event: EngineEventRow; count: number }>();
  for (const event of events) {
    const key = JSON.stringify([event.environmentId, event.type, event.actorId, event.action, event.attributes.exitCode]);
    const known = folded.get(key);
    if (known) known.count++;
    else folded.set(key, { event, count: 1 });
  }
  return [...folded.values()];
}

export interface EventFilter { search?: string; environment?: string | null; type?: string | null; action?: string | null }

/** `health_status: healthy` and `health_status: unhealthy` are one action. */
export const actionOf = (event: Pick<EngineEventRow, 'action'>) => event.action.split(':')[0]!;

export function matchesEvent(event: EngineEventRow, { search, environment, type, action }: EventFilter): boolean {
  if ((environment && event.environmentId !== environment) || (type && event.type !== type) || (action && actionOf(event) !== action)) return false;
  if (!search) return true;
  const text = `${event.type} ${event.action} ${event.actorName} ${event.actorId} ${event.containerName ?? ''} ${event.attributes.image ?? ''} ${event.attributes.exitCode ? `exit code ${event.attributes.exitCode}` : ''}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
