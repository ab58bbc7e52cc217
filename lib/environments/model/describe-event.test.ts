import { describe, expect, it } from 'vitest';
import { loadMessages, LOCALES } from '@/lib/messages';
import type { EngineEventRow } from '../contract';
import { describeEvent, foldEvents, matchesEvent, SAYINGS } from './describe-event';

const event = (type: string, action: string, attributes: Record<string, string> = {}, actorName = 'web-1'): EngineEventRow => ({ seq: 1, environmentId: 'e', at: '2026-01-01T00:00:00Z', type, action, actorId: 'a'.repeat(64), actorName, attributes });

describe('what an event says', () => {
  it.each([
    [event('container', 'die', { exitCode: '1' }), 'died', 'danger', { code: '1', name: 'web-1' }],
    [event('container', 'die', { exitCode: '137' }), 'diedBySignal', 'danger', { code: '137', signal: 'SIGKILL', name: 'web-1' }],
    [event('container', 'die', { exitCode: '143' }), 'diedBySignal', 'warning', { code: '143', signal: 'SIGTERM', name: 'web-1' }],
    [event('container', 'die', { exitCode: '0' }), 'ended', 'neutral', { name: 'web-1' }],
    [event('container', 'kill', { signal: '15' }), 'signalled', 'neutral', { signal: 'SIGTERM', name: 'web-1' }],
    [event('container', 'health_status: unhealthy'), 'unhealthy', 'danger', { name: 'web-1' }],
    [event('container', 'health_status: odd'), 'other', 'neutral', { name: 'web-1', type: 'container', action: 'health_status: odd' }],
    [event('container', 'rename', { oldName: '/web-0' }), 'renamed', 'neutral', { old: 'web-0', name: 'web-1' }],
    [event('container', 'oom'), 'oom', 'danger', { name: 'web-1' }],
    [event('network', 'connect', { container: 'b'.repeat(64) }, 'front'), 'networkJoined', 'neutral', { container: 'b'.repeat(12), name: 'front' }],
    [{ ...event('network', 'disconnect', { container: 'b'.repeat(64) }, 'front'), containerName: 'web-1' }, 'networkLeft', 'neutral', { container: 'web-1', name: 'front' }],
    [event('image', 'delete', {}, `sha256:${'c'.repeat(64)}`), 'imageDeleted', 'neutral', { name: 'c'.repeat(12) }],
    [event('plugin', 'enable', {}, 'p'), 'other', 'neutral', { name: 'p', type: 'plugin', action: 'enable' }],
    [event('constructor', 'toString', {}, 'p'), 'other', 'neutral', { name: 'p', type: 'constructor', action: 'toString' }],
  ] as const)('%o', (row, saying, tone, params) => expect(describeEvent(row)).toMatchObject({ saying, tone, params }));

  it('has its sentence in every language', async () => {
    for (const locale of LOCALES) {
      const { environments } = (await loadMessages(locale)) as { environments: { says: Record<string, string> } };
      expect(Object.keys(environments.says).sort()).toEqual([...SAYINGS].sort());
    }
  });

  it('is told once where it comes again and again', () => {
    const died = event('container', 'die', { exitCode: '3' });
    const [again, other, before] = [{ ...died, seq: 9 }, event('container', 'die', { exitCode: '4' }), { ...died, seq: 2 }];
    expect(foldEvents([again, other, before])).toEqual([{ event: again, count: 2 }, { event: other, count: 1 }]);
  });

  it('is found by its words', () => {
    const died = event('container', 'die', { exitCode: '137', image: 'nginx' });
    for (const search of ['web', 'DIE', 'nginx', '137', 'container web', 'aaaa']) expect(matchesEvent(died, { search }), search).toBe(true);
    expect(matchesEvent(died, { search: 'web start' })).toBe(false);
    expect(matchesEvent(event('container', 'health_status: healthy'), { action: 'health_status', type: 'container', environment: 'e' })).toBe(true);
    expect([{ action: 'start' }, { type: 'image' }, { environment: 'other' }].some((filter) => matchesEvent(died, filter))).toBe(false);
  });
});
