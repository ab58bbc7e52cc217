import fc from 'fast-check';
import { expect, it } from 'vitest';
import { niceTicks } from './nice-ticks';

it('marks an axis at round figures that reach the highest value', () => {
  expect(niceTicks(9, false)).toEqual([0, 5, 10, 15]);
  expect(niceTicks(70 * 2 ** 20, true)).toEqual([0, 25, 50, 75].map((mib) => mib * 2 ** 20));
  fc.assert(fc.property(fc.double({ min: 0.01, max: 1e15, noNaN: true }), fc.boolean(), (most, bytes) => {
    expect(niceTicks(most, bytes).at(-1)!).toBeGreaterThanOrEqual(most * 0.999_999);
  }));
});
