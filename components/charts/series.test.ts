import { describe, expect, it } from 'vitest';
import { withGaps } from './series';

describe('a line', () => {
  it('breaks where samples are missing, and only there', () => {
    const points = [0, 3, 6, 60, 63].map((s) => ({ at: s * 1000, cpu: s }));
    expect(withGaps(points, ['cpu'], 10_000)).toEqual([...points.slice(0, 3), { at: 6001, cpu: null }, ...points.slice(3)]);
  });
});
