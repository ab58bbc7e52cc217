import { processState } from '@/lib/platform/server/process-state';
import type { DiskUsageDto } from '../contract';
import type { Engine } from './engine';

export interface DiskMeter {
  engine: Engine;
  latest: DiskUsageDto | null;
  dueAtMs: number;
  measuring: Promise<DiskUsageDto> | null;
}

/** By environment. */
export const diskMeters = () => processState('disk-meters', () => new Map<string, DiskMeter>());
