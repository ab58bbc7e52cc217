import type { MetricSample } from '../contract';

const FIELDS = ['at', 'cpuPercent', 'memoryBytes', 'memoryLimitBytes', 'netRxBytesPerSec', 'netTxBytesPerSec', 'blockReadBytesPerSec', 'blockWriteBytesPerSec'] as const satisfies (keyof MetricSample)[];

/** The last samples of one container in one flat array: hundreds of containers stay within a few megabytes. */
export class SampleRing {
  private readonly values: Float64Array;
  private written = 0;

  constructor(private readonly capacity: number) {
    this.values = new Float64Array(capacity * FIELDS.length);
  }

  push(sample: MetricSample): void {
    const base = (this.written++ % this.capacity) * FIELDS.length;
    FIELDS.forEach((field, index) => { this.values[base + index] = sample[field]; });
  }

  get last(): MetricSample | undefined {
    return this.written === 0 ? undefined : this.read(this.written - 1);
  }

  /** Oldest first. */
  since(at: number): MetricSample[] {
    const found: MetricSample[] = [];
    for (let index = this.written - 1; index >= Math.max(0, this.written - this.capacity); index--) {
      if (this.values[(index % this.capacity) * FIELDS.length]! <= at) break;
      found.push(this.read(index));
    }
    return found.reverse();
  }

  private read(index: number): MetricSample {
    const base = (index % this.capacity) * FIELDS.length;
    return Object.fromEntries(FIELDS.map((field, offset) => [field, this.values[base + offset]])) as MetricSample;
  }
}
