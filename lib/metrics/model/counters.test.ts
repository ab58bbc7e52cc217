import { describe, expect, it } from 'vitest';
import { realLimit, toSample, type Counters } from './counters';

const reading = (atMs: number, more: Partial<Counters> = {}): Counters => ({ atMs, cpuNanos: 0, memoryBytes: 10, memoryLimitBytes: 0, netRxBytes: 0, netTxBytes: 0, blockReadBytes: 0, blockWriteBytes: 0, ...more });

describe('a sample', () => {
  it('counts one busy core as 100 and several as more', () => {
    expect(toSample(reading(0), reading(2_000, { cpuNanos: 2e9 }))?.cpuPercent).toBeCloseTo(100);
    expect(toSample(reading(0), reading(2_000, { cpuNanos: 5e9 }))?.cpuPercent).toBeCloseTo(250);
  });

  it('is not made when the container was started anew or no time passed', () => {
    expect(toSample(reading(0, { cpuNanos: 9e9 }), reading(1_000, { cpuNanos: 1e9 }))).toBeNull();
    expect(toSample(reading(5), reading(5, { cpuNanos: 1 }))).toBeNull();
  });

  it('takes a network that went away for silence, never for negative traffic', () => {
    const sample = toSample(reading(0, { netRxBytes: 9_000, netTxBytes: 0 }), reading(1_000, { netRxBytes: 0, netTxBytes: 500 }));
    expect(sample).toMatchObject({ netRxBytesPerSec: 0, netTxBytesPerSec: 500 });
  });
});

it('a limit beyond the host is no limit', () => {
  expect(realLimit(9_223_372_036_854_771_712, 0)).toBe(0);
  expect(realLimit(8 << 20, 16 << 20)).toBe(8 << 20);
  expect(realLimit(16 << 20, 16 << 20)).toBe(0);
});
