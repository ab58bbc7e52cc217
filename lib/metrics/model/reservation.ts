/** What a container's limits promise it at most; null where it has none. */
export interface Reservation {
  cpus: number | null;
  memoryBytes: number | null;
}

interface LimitsOfEngine { NanoCpus?: number; CpuQuota?: number; CpuPeriod?: number; Memory?: number }

const DEFAULT_PERIOD_US = 100_000;

export function reservationOf({ NanoCpus = 0, CpuQuota = 0, CpuPeriod = 0, Memory = 0 }: LimitsOfEngine): Reservation {
  const cpus = NanoCpus > 0 ? NanoCpus / 1e9 : CpuQuota > 0 ? CpuQuota / (CpuPeriod || DEFAULT_PERIOD_US) : null;
  return { cpus, memoryBytes: Memory > 0 ? Memory : null };
}

/** Those without a limit count apart: they may take all that the host has. */
export function sumReservations(all: Reservation[]) {
  const sum = { reservedCpus: 0, reservedMemoryBytes: 0, withoutCpuLimit: 0, withoutMemoryLimit: 0 };
  for (const { cpus, memoryBytes } of all) {
    sum.reservedCpus += cpus ?? 0;
    sum.reservedMemoryBytes += memoryBytes ?? 0;
    if (cpus === null) sum.withoutCpuLimit++;
    if (memoryBytes === null) sum.withoutMemoryLimit++;
  }
  return { ...sum, reservedCpus: Math.round(sum.reservedCpus * 1000) / 1000 };
}
