import { describe, expect, it } from 'vitest';
import { lockMsAfter } from './lock-out';

const minutes = (failures: number) => lockMsAfter(failures) / 60_000;

describe('lock-out', () => {
  it('leaves a person alone who mistypes now and then', () => {
    for (const failures of [0, 1, 5, 9, 11, 19]) expect(minutes(failures)).toBe(0);
  });

  it('grows with each round of failures, up to four hours', () => {
    expect([10, 20, 30, 40, 50, 60, 1000].map(minutes)).toEqual([15, 30, 60, 120, 240, 240, 240]);
  });
});
