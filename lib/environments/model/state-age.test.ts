import { describe, expect, it } from 'vitest';
import { toContainerRow } from './normalise';
import { isSameState, readAge } from './state-age';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const SECOND = 1_000;
const row = (Status: string, State: string, nowMs = NOW) => toContainerRow({ Id: 'x', State, Status, Created: NOW / 1000 - 90 * 86_400 }, 'e', 'h', nowMs);

describe('since when a container is in its state', () => {
  it.each([
    ['Up Less than a second', 0], ['Up 1 second', 1], ['Up 45 seconds (healthy)', 45], ['Up About a minute', 60], ['Up 3 minutes (unhealthy)', 180], ['Up About an hour (Paused)', 3_600],
    ['Exited (137) 2 hours ago', 7_200], ['Restarting (1) 5 seconds ago', 5], ['Exited (0) About an hour ago', 3_600], ['Exited (0) 3 weeks ago', 1_814_400],
  ])('%s: %i s ago', (status, seconds) => expect(readAge(status)?.ms).toBe(seconds * SECOND));

  it('is its making where the engine tells none', () => {
    expect(readAge('Created')).toBeNull();
    expect(row('Created', 'created').since).toBe(row('Created', 'created').createdAt);
  });

  it('stays as it was first seen while the engine tells it ever more coarsely', () => {
    const fresh = row('Exited (1) 5 seconds ago', 'exited');
    expect(isSameState(fresh, row('Exited (1) About a minute ago', 'exited', NOW + 80 * SECOND))).toBe(true);
    expect(isSameState(fresh, row('Exited (1) 2 days ago', 'exited', NOW + 60 * 3_600 * SECOND))).toBe(true);
  });

  it('is new with another state, another exit, and another start', () => {
    const before = row('Up 2 hours', 'running');
    expect(isSameState(before, row('Exited (0) 1 second ago', 'exited'))).toBe(false);
    expect(isSameState(row('Exited (0) 1 second ago', 'exited'), row('Exited (1) 1 second ago', 'exited'))).toBe(false);
    expect(isSameState(before, row('Up 4 seconds', 'running', NOW + 60 * SECOND))).toBe(false);
  });
});
