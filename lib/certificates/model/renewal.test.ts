import { describe, expect, it } from 'vitest';
import { plain, reasonOfProblem } from './acme-problem';
import { daysLeft, renewAt, waitMs } from './renewal';

const HOUR_MS = 3_600_000;
const at = (text: string) => new Date(text);

describe('a certificate', () => {
  it('is renewed when a third of its life is left, however short that is', () => {
    expect(renewAt({ notBefore: at('2026-01-01'), notAfter: at('2026-04-01') })).toEqual(at('2026-03-02'));
    expect(renewAt({ notBefore: at('2026-01-01T00:00:00Z'), notAfter: at('2026-01-01T06:00:00Z') })).toEqual(at('2026-01-01T04:00:00Z'));
  });
  it('has whole days left', () => {
    expect(daysLeft(at('2026-01-03'), at('2026-01-01T01:00:00Z'))).toBe(1);
    expect(daysLeft(at('2026-01-01'), at('2026-01-01T01:00:00Z'))).toBe(-1);
  });
});

describe('after failures', () => {
  it('each wait is at least as long as the one before, from minutes to hours', () => {
    const waits = Array.from({ length: 20 }, (_, i) => waitMs(i + 1));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(120_000);
    expect(waits.at(-1)).toBe(12 * HOUR_MS);
  });
  it('no host is tried more than five times in any hour', () => {
    let now = 0;
    const tries = Array.from({ length: 20 }, (_, i) => { const tried = now; now += waitMs(i + 1); return tried; });
    for (const start of tries) expect(tries.filter((tried) => tried >= start && tried < start + HOUR_MS).length).toBeLessThanOrEqual(4);
  });
  it('a server’s wish is heard, within a week', () => {
    expect(waitMs(1, { rateLimited: true })).toBe(HOUR_MS);
    expect(waitMs(1, { retryAfterMs: 5 * HOUR_MS })).toBe(5 * HOUR_MS);
    expect(waitMs(1, { retryAfterMs: 1e15 })).toBe(7 * 24 * HOUR_MS);
  });
});

describe('what a server says went wrong', () => {
  it.each([['dns', 'acme_dns'], ['connection', 'acme_connection'], ['unauthorized', 'acme_wrong_answer'], ['rateLimited', 'acme_rate_limited'], ['newlyInvented', 'acme_other']])('%s is told as %s', (type, code) => {
    expect(reasonOfProblem({ type: `urn:ietf:params:acme:error:${type}`, detail: 'why' }, 'a.test')).toEqual({ code: `certificates.${code}`, params: { host: 'a.test', detail: 'why' } });
  });
  it('comes as one short line without control characters', () => {
    expect(plain('a\u001b[31m\nb\u202Ec')).toBe('a [31m b c');
    expect(plain('x'.repeat(5000))).toHaveLength(300);
  });
});
