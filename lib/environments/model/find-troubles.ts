import type { ContainerRow, EngineEventRow, EnvironmentDto, EnvironmentStatus } from '../contract';

type Away = Extract<EnvironmentStatus, { kind: 'stale' | 'down' }>;
export type Trouble =
  | { kind: 'environment'; environment: EnvironmentDto; status: Away; since: string }
  | { kind: 'container'; row: ContainerRow; problem: 'unhealthy' | 'dead' | 'restarting' | 'failed'; exitCode: string; /** In the last ten minutes. */ deaths: number; since: string | null };

const DAY_MS = 86_400_000;
const LATELY_MS = 600_000;
/** Once is bad luck. */
const FLAPS = 3;
const RANK = { down: 0, stale: 1, unhealthy: 2, dead: 3, restarting: 4, failed: 5 } as const;
const rankOf = (trouble: Trouble) => RANK[trouble.kind === 'environment' ? trouble.status.kind : trouble.problem];

export const isAway = (status: EnvironmentStatus): status is Away => status.kind === 'stale' || status.kind === 'down';

/**
 * What a person on call looks for, worst and latest first. What failed long ago is counted only: nobody waits for it.
 * `events` are newest first.
 */
export function findTroubles(environments: EnvironmentDto[], rows: ContainerRow[], events: EngineEventRow[], nowMs: number): { troubles: Trouble[]; oldFailures: number } {
  const away = environments.flatMap((environment): Trouble[] => (isAway(environment.status) ? [{ kind: 'environment', environment, status: environment.status, since: environment.status.since }] : []));
  const stories = readStories(events, nowMs);
  const ailing = rows.flatMap((row) => troubleOf(row, stories.get(row.id) ?? NO_STORY) ?? []);
  const isOld = (trouble: Trouble) => trouble.kind === 'container' && trouble.problem === 'failed' && nowMs - Date.parse(trouble.since ?? '') > DAY_MS;
  const recent = ailing.filter((trouble) => !isOld(trouble));
  const troubles = [...away, ...recent].sort((a, b) => rankOf(a) - rankOf(b) || (b.since ?? '').localeCompare(a.since ?? ''));
  return { troubles, oldFailures: ailing.length - recent.length };
}

/** What the events tell of a container that the engine's list does not. */
interface Story {
  /** Who stops a container gets the exit code that its signal makes; the engine says `stop` after such an end, and only then. */
  stopped: boolean;
  /** Ends of late that nobody asked for, oldest first. */
  deaths: { at: string; exitCode: string }[];
  unhealthyAt: string | null;
}
const NO_STORY: Story = { stopped: false, deaths: [], unhealthyAt: null };

function readStories(events: EngineEventRow[], nowMs: number): Map<string, Story> {
  const stories = new Map<string, Story>();
  for (const { type, actorId, action, at, attributes } of events.toReversed()) {
    if (type !== 'container') continue;
    const story: Story = stories.get(actorId) ?? { ...NO_STORY, deaths: [] };
    stories.set(actorId, story);
    if (action === 'stop') story.deaths.pop();
    if (action === 'die' && nowMs - Date.parse(at) < LATELY_MS) story.deaths.push({ at, exitCode: attributes.exitCode ?? '' });
    if (action === 'health_status: unhealthy') story.unhealthyAt = at;
    if (action === 'stop' || action === 'die' || action === 'start') story.stopped = action === 'stop';
  }
  return stories;
}

function troubleOf(row: ContainerRow, { stopped, deaths, unhealthyAt }: Story): Trouble | null {
  const last = deaths.at(-1);
  const trouble = (problem: Extract<Trouble, { kind: 'container' }>['problem'], since: string | null): Trouble => ({ kind: 'container', row, problem, exitCode: last?.exitCode ?? String(row.exitCode ?? ''), deaths: deaths.length, since });
  if (row.state === 'running' && row.health === 'unhealthy') return trouble('unhealthy', unhealthyAt);
  if (row.state === 'dead') return trouble('dead', row.since);
  // One that is restarted runs for a moment each time; it is in trouble all the same.
  if (row.state === 'restarting' || (row.state === 'running' && deaths.length >= FLAPS)) return trouble('restarting', last?.at ?? row.since);
  return row.state === 'exited' && row.exitCode !== null && row.exitCode !== 0 && !stopped ? trouble('failed', row.since) : null;
}
