import type { DiskUsageDto, DiskUsagePart } from '../contract';

interface Summary { TotalCount?: number; TotalSize?: number; Reclaimable?: number }
/** What `GET /system/df` answers. Engines from API 1.52 on give sums; older ones give lists to add up. */
export interface RawDiskUsage {
  LayersSize?: number;
  Images?: { Size?: number; SharedSize?: number; Containers?: number }[] | null;
  Containers?: { SizeRw?: number; State?: string }[] | null;
  Volumes?: { UsageData?: { Size?: number; RefCount?: number } | null }[] | null;
  BuildCache?: { Size?: number; InUse?: boolean; Shared?: boolean }[] | null;
  ImageUsage?: Summary;
  ContainerUsage?: Summary;
  VolumeUsage?: Summary;
  BuildCacheUsage?: Summary;
}

export type DiskUsageParts = Pick<DiskUsageDto, 'images' | 'containers' | 'volumes' | 'buildCache'>;

export function readDiskUsage(raw: RawDiskUsage): DiskUsageParts {
  const images = raw.Images ?? [];
  const buildCache = raw.BuildCache ?? [];
  return {
    images: ofSummary(raw.ImageUsage) ?? {
      count: images.length,
      sizeBytes: known(raw.LayersSize),
      // At least this much: layers that only unused images share go too, but lists do not tell which those are.
      reclaimableBytes: sum(images.filter((image) => !image.Containers), (image) => known(image.Size) - known(image.SharedSize)),
    },
    containers: ofSummary(raw.ContainerUsage) ?? add(raw.Containers ?? [], (one) => known(one.SizeRw), (one) => !HOLDS.has(one.State ?? '')),
    volumes: ofSummary(raw.VolumeUsage) ?? add(raw.Volumes ?? [], (one) => known(one.UsageData?.Size), (one) => one.UsageData?.RefCount === 0),
    // What is shared with an image or another record is counted there.
    buildCache: ofSummary(raw.BuildCacheUsage) ?? { ...add(buildCache.filter((one) => !one.Shared), (one) => known(one.Size), (one) => !one.InUse), count: buildCache.length },
  };
}

const HOLDS = new Set(['running', 'paused', 'restarting']);
/** Engines say -1 for what they did not measure. */
const known = (bytes: number | undefined) => Math.max(0, bytes ?? 0);
const sum = <T>(items: T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);
const add = <T>(items: T[], size: (item: T) => number, isFree: (item: T) => boolean): DiskUsagePart => ({ count: items.length, sizeBytes: sum(items, size), reclaimableBytes: sum(items.filter(isFree), size) });
const ofSummary = (summary: Summary | undefined): DiskUsagePart | undefined => summary && { count: known(summary.TotalCount), sizeBytes: known(summary.TotalSize), reclaimableBytes: known(summary.Reclaimable) };
