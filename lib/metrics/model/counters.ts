import type { MetricSample } from '../contract';

/** What a kernel counts of one container at one moment; everything but memory only ever rises while it runs. */
export interface Counters {
  atMs: number;
  cpuNanos: number;
  memoryBytes: number;
  memoryLimitBytes: number;
  netRxBytes: number;
  netTxBytes: number;
  blockReadBytes: number;
  blockWriteBytes: number;
}

/**
 * What happened between two readings. Null when nothing can be said: no time passed, or the CPU counter fell, which means
 * that the container was started anew in between.
 */
export function toSample(before: Counters, after: Counters): MetricSample | null {
  const seconds = (after.atMs - before.atMs) / 1000;
  if (seconds <= 0 || after.cpuNanos < before.cpuNanos) return null;
  // An interface or a disk that went away takes its count along: that is no traffic, and no negative one either.
  const rate = (from: number, to: number) => Math.max(0, to - from) / seconds;
  return {
    at: after.atMs,
    cpuPercent: (rate(before.cpuNanos, after.cpuNanos) / 1e9) * 100,
    memoryBytes: after.memoryBytes,
    memoryLimitBytes: after.memoryLimitBytes,
    netRxBytesPerSec: rate(before.netRxBytes, after.netRxBytes),
    netTxBytesPerSec: rate(before.netTxBytes, after.netTxBytes),
    blockReadBytesPerSec: rate(before.blockReadBytes, after.blockReadBytes),
    blockWriteBytesPerSec: rate(before.blockWriteBytes, after.blockWriteBytes),
  };
}

/** Engines tell "no limit" as a figure beyond any host's memory, or as the host's own. */
export const realLimit = (limitBytes: number, hostMemoryBytes: number): number =>
  !Number.isFinite(limitBytes) || limitBytes <= 0 || limitBytes >= 2 ** 62 || (hostMemoryBytes > 0 && limitBytes >= hostMemoryBytes) ? 0 : limitBytes;
