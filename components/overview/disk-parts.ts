import type { DiskUsageDto } from '@/lib/environments/contract';

export const DISK_KINDS = [
  { kind: 'images', color: 'bg-accent', href: '/images' },
  { kind: 'volumes', color: 'bg-info', href: '/volumes' },
  { kind: 'containers', color: 'bg-warning', href: '/containers' },
  { kind: 'buildCache', color: 'bg-fg-muted/60', href: null },
] as const;
export type DiskKind = (typeof DISK_KINDS)[number]['kind'];

export const diskSum = (usages: DiskUsageDto[], kind: DiskKind) =>
  usages.reduce((all, usage) => ({ count: all.count + usage[kind].count, sizeBytes: all.sizeBytes + usage[kind].sizeBytes, reclaimableBytes: all.reclaimableBytes + usage[kind].reclaimableBytes }), { count: 0, sizeBytes: 0, reclaimableBytes: 0 });
