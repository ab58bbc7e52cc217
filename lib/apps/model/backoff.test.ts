import { expect, it } from 'vitest';
import { failuresInARow, nextTryMs } from './backoff';
import { judge, UNKNOWN } from './judge-check';

const backoff = { seconds: 2, factor: 3, maxSeconds: 60 };

it('waits longer after each failure, and never longer than the most', () => {
  expect([0, 1, 2, 3, 4, 50, 10_000].map((failures) => nextTryMs(backoff, failures, 1_000))).toEqual([1_000, 3_000, 7_000, 19_000, 55_000, 61_000, 61_000]);
});

it('counts failures back to the first that held', () => {
  const failed = { failed: true, livedMs: 10 };
  expect(failuresInARow([], 100)).toBe(0);
  expect(failuresInARow([failed, failed], 100)).toBe(2);
  expect(failuresInARow([failed, { failed: true, livedMs: 100 }, failed], 100)).toBe(1);
  expect(failuresInARow([{ failed: false, livedMs: 0 }, failed], 100)).toBe(0);
});

const rules = { gracePeriodSeconds: 10, intervalSeconds: 5, maxConsecutiveFailures: 3 };
const bad = { ok: false, output: 'refused' };

it('gives a check that was never good its grace and its intervals, however often it is asked', () => {
  const at = (seconds: number) => judge(UNKNOWN, bad, rules, seconds * 1000);
  expect(at(9)).toEqual({ health: 'unknown', failures: 0, output: 'refused' });
  expect(at(14)).toMatchObject({ health: 'unknown', failures: 0 });
  expect(at(20)).toMatchObject({ health: 'unknown', failures: 2 });
  expect(at(25)).toMatchObject({ health: 'unhealthy', failures: 3 });
});

it('counts each failure of one that was good, and believes a good answer at once', () => {
  const good = judge(UNKNOWN, { ok: true, output: '' }, rules, 1);
  const second = judge(judge(good, bad, rules, 1), bad, rules, 1);
  expect(second).toMatchObject({ health: 'healthy', failures: 2 });
  expect(judge(second, bad, rules, 1)).toMatchObject({ health: 'unhealthy', failures: 3 });
  expect(judge(judge(second, bad, rules, 1), { ok: true, output: 'HTTP 200' }, rules, 1)).toEqual({ health: 'healthy', failures: 0, output: 'HTTP 200' });
});
