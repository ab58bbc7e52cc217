import { describe, expect, it } from 'vitest';
import type { ContainerRow, EngineEventRow, EnvironmentDto, EnvironmentStatus } from '../contract';
import { findTroubles } from './find-troubles';

const NOW = Date.parse('2026-06-02T03:00:00Z');
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const environment = (name: string, status: EnvironmentStatus): EnvironmentDto => ({ id: name, name, kind: 'engine', overcommit: { cpu: 10, mem: 1 }, endpoint: '', createdAt: ago(1), host: null, status });
const away = (kind: 'stale' | 'down') => ({ kind, since: ago(1), code: 'environments.engine_timeout', detail: '', params: {} });
const row = (name: string, more: Partial<ContainerRow>): ContainerRow => ({ id: name, environmentId: 'e', name, image: '', imageId: '', command: '', state: 'running', health: 'none', status: '', exitCode: null, createdAt: ago(9_999), since: ago(5), ports: [], addresses: [], labels: {}, mounts: [], host: 'h', ...more });
const failed = (name: string, minutes: number, exitCode = 1) => row(name, { state: 'exited', exitCode, since: ago(minutes) });
const namesOf = (found: ReturnType<typeof findTroubles>) => found.troubles.map((one) => (one.kind === 'environment' ? one.environment.name : one.row.name));

describe('what needs attention', () => {
  it('comes worst first, and the latest of each first', () => {
    const found = findTroubles(
      [environment('hung', away('stale')), environment('gone', away('down')), environment('fine', { kind: 'up' }), environment('new', { kind: 'connecting' })],
      [failed('failed-before', 60), failed('failed-now', 1, 137), row('loops', { state: 'restarting', exitCode: 1 }), row('ill', { health: 'unhealthy' }), row('dead', { state: 'dead' })],
      [], NOW,
    );
    expect(namesOf(found)).toEqual(['gone', 'hung', 'ill', 'dead', 'loops', 'failed-now', 'failed-before']);
  });

  it('is not what ended well, was stopped while ill, runs, or was never started', () => {
    const found = findTroubles([], [failed('ended', 1, 0), row('stopped', { state: 'exited', health: 'unhealthy', exitCode: 0 }), row('runs', { health: 'healthy' }), row('starts', { health: 'starting' }), row('new', { state: 'created' })], [], NOW);
    expect(found).toEqual({ troubles: [], oldFailures: 0 });
  });

  it('counts failures of more than a day ago, and lists none of them', () => {
    const found = findTroubles([], [failed('old', 24 * 60 + 1), failed('older', 9_999), failed('recent', 23 * 60)], [], NOW);
    expect([namesOf(found), found.oldFailures]).toEqual([['recent'], 2]);
  });

  it('is no container that somebody stopped, until it fails by itself', () => {
    const did = (...actions: string[]) => actions.map((action, index) => ({ seq: index, environmentId: 'e', at: ago(index), type: 'container', action, actorId: 'box', actorName: 'box', attributes: {} }));
    const box = [failed('box', 1, 143)];
    expect(findTroubles([], box, did('stop', 'die', 'kill'), NOW).troubles).toEqual([]);
    expect(findTroubles([], box, did('die', 'start', 'stop', 'die'), NOW).troubles).toHaveLength(1);
  });

  it('tells since when a container is unhealthy from its latest event', () => {
    const event = (minutes: number, action: string) => ({ seq: minutes, environmentId: 'e', at: ago(minutes), type: 'container', action, actorId: 'ill', actorName: 'ill', attributes: {} });
    const ill = [row('ill', { health: 'unhealthy' })];
    const since = (events: ReturnType<typeof event>[]) => findTroubles([], ill, events, NOW).troubles[0]!.since;
    expect(since([event(3, 'health_status: unhealthy'), event(9, 'health_status: healthy'), event(20, 'health_status: unhealthy')])).toBe(ago(3));
    expect(since([])).toBeNull();
  });

  it('is a container that dies again and again, also while it runs for a moment', () => {
    const told = (minutes: number, action: string): EngineEventRow => ({ seq: minutes, environmentId: 'e', at: ago(minutes), type: 'container', action, actorId: 'loops', actorName: 'loops', attributes: { exitCode: '3' } });
    const loops = [row('loops', { state: 'running' })];
    const thrice = [told(1, 'start'), told(2, 'die'), told(3, 'die'), told(4, 'die')];
    expect(findTroubles([], loops, thrice, NOW).troubles).toMatchObject([{ problem: 'restarting', deaths: 3, exitCode: '3', since: ago(2) }]);
    expect(findTroubles([], loops, [told(2, 'die'), told(3, 'die'), told(40, 'die')], NOW).troubles, 'long ago').toEqual([]);
    expect(findTroubles([], loops, [told(1, 'stop'), told(2, 'die'), told(3, 'die'), told(4, 'die')], NOW).troubles, 'by hand').toEqual([]);
  });
});
