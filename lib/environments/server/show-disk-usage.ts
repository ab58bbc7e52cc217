import type { DiskUsageDto } from '../contract';
import { measureDisk } from './disk-usage.controller';
import { diskMeters } from './disk-meters';
import { engineById } from './engines';

/** From memory; an engine whose disk was not measured yet is left out. */
export const listDiskUsage = async (environmentId?: string) => ({ items: [...diskMeters().values()].flatMap(({ latest }) => (latest && (!environmentId || latest.environmentId === environmentId) ? [latest] : [])) });

export const measureDiskNow = (environmentId: string): Promise<DiskUsageDto> => measureDisk(engineById(environmentId));
