import { describe, expect, it } from 'vitest';
import { reservationOf, sumReservations } from './reservation';

describe('what limits promise', () => {
  it.each([
    [{ NanoCpus: 1_500_000_000, Memory: 512 }, { cpus: 1.5, memoryBytes: 512 }],
    [{ CpuQuota: 25_000 }, { cpus: 0.25, memoryBytes: null }],
    [{ CpuQuota: 100_000, CpuPeriod: 50_000 }, { cpus: 2, memoryBytes: null }],
    [{ CpuQuota: -1, Memory: 0 }, { cpus: null, memoryBytes: null }],
    [{}, { cpus: null, memoryBytes: null }],
  ])('%o is %o', (limits, reservation) => expect(reservationOf(limits)).toEqual(reservation));

  it('is added up, and who has no limit is counted', () => {
    expect(sumReservations([{ cpus: 0.1, memoryBytes: 1 }, { cpus: 0.2, memoryBytes: null }, { cpus: null, memoryBytes: null }])).toEqual({ reservedCpus: 0.3, reservedMemoryBytes: 1, withoutCpuLimit: 1, withoutMemoryLimit: 2 });
  });
});
