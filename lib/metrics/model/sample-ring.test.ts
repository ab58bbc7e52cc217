import { expect, it } from 'vitest';
import type { MetricSample } from '../contract';
import { SampleRing } from './sample-ring';

const sample = (at: number): MetricSample => ({ at, cpuPercent: at, memoryBytes: 1, memoryLimitBytes: 0, netRxBytesPerSec: 2, netTxBytesPerSec: 3, blockReadBytesPerSec: 4, blockWriteBytesPerSec: 5 });

it('keeps the last samples, oldest first, and tells what is new since a moment', () => {
  const ring = new SampleRing(3);
  expect(ring.last).toBeUndefined();
  expect(ring.since(0)).toEqual([]);
  for (const at of [1, 2, 3, 4, 5]) ring.push(sample(at));
  expect(ring.since(0)).toEqual([sample(3), sample(4), sample(5)]);
  expect(ring.since(4)).toEqual([sample(5)]);
  expect(ring.last).toEqual(sample(5));
});
