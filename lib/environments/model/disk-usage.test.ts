import { describe, expect, it } from 'vitest';
import { readDiskUsage } from './disk-usage';

describe('what an engine says of its disk', () => {
  it('is added up from lists', () => {
    expect(readDiskUsage({
      LayersSize: 1000,
      Images: [{ Size: 600, SharedSize: 100, Containers: 1 }, { Size: 400, SharedSize: 100, Containers: 0 }, { Size: 200, SharedSize: -1, Containers: 0 }],
      Containers: [{ SizeRw: 10, State: 'running' }, { SizeRw: 20, State: 'exited' }, { State: 'created' }, { SizeRw: 5, State: 'paused' }],
      Volumes: [{ UsageData: { Size: 7, RefCount: 0 } }, { UsageData: { Size: 8, RefCount: 1 } }, { UsageData: { Size: -1, RefCount: 0 } }, { UsageData: null }],
      BuildCache: [{ Size: 100, InUse: false, Shared: false }, { Size: 50, InUse: true, Shared: false }, { Size: 900, InUse: false, Shared: true }],
    })).toEqual({
      images: { count: 3, sizeBytes: 1000, reclaimableBytes: 500 },
      containers: { count: 4, sizeBytes: 35, reclaimableBytes: 20 },
      volumes: { count: 4, sizeBytes: 15, reclaimableBytes: 7 },
      buildCache: { count: 3, sizeBytes: 150, reclaimableBytes: 100 },
    });
  });

  it('is taken as it is where the engine gives sums', () => {
    const one = { ActiveCount: 1, TotalCount: 2, TotalSize: 30, Reclaimable: 4 };
    const part = { count: 2, sizeBytes: 30, reclaimableBytes: 4 };
    expect(readDiskUsage({ ImageUsage: one, ContainerUsage: one, VolumeUsage: one, BuildCacheUsage: one })).toEqual({ images: part, containers: part, volumes: part, buildCache: part });
  });

  it('is nothing on an engine that has nothing', () => {
    const none = { count: 0, sizeBytes: 0, reclaimableBytes: 0 };
    expect(readDiskUsage({ LayersSize: 0, Images: null, Containers: null, Volumes: null, BuildCache: null })).toEqual({ images: none, containers: none, volumes: none, buildCache: none });
  });
});
