import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockTicks, niceTicks } from './nice-ticks';

it('marks an axis at round figures that reach the highest value', () => {
  expect(niceTicks(9, false)).toEqual([0, 5, 10, 15]);
  expect(niceTicks(70 * 2 ** 20, true)).toEqual([0, 25, 50, 75].map((mib) => mib * 2 ** 20));
  fc.assert(fc.property(fc.double({ min: 0.01, max: 1e15, noNaN: true }), fc.boolean(), (most, bytes) => {
    expect(niceTicks(most, bytes).at(-1)!).toBeGreaterThanOrEqual(most * 0.999_999);
  }));
});

it('marks time at whole minutes', () => {
  expect(clockTicks([30_000, 330_000])).toEqual([60_000, 120_000, 180_000, 240_000, 300_000]);
  expect(clockTicks([0, 900_000])).toEqual([0, 180_000, 360_000, 540_000, 720_000, 900_000]);
});
