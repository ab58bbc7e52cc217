import { describe, expect, it } from 'vitest';
import type { ContainerRow } from '../contract';
import { reduceInventory } from './use-inventory';

const row = (environmentId: string, id: string, name = id): ContainerRow => ({
  id, environmentId, name, image: 'busybox', imageId: '', command: '', state: 'running', health: 'none', status: 'Up', exitCode: null, createdAt: '2026-01-01T00:00:00Z', ports: [], addresses: [], labels: {}, mounts: [], host: 'h',
});
const rows = [row('e1', 'a'), row('e1', 'b'), row('e2', 'a')];
const change = (upserts: ContainerRow[], removes: string[] = []) => ({ environmentId: 'e1', resource: 'container' as const, upserts, removes });

describe('reduceInventory', () => {
  it('replaces a row where it stands and leaves every other object as it is', () => {
    const renamed = row('e1', 'a', 'new');
    const after = reduceInventory(rows, change([renamed]));
    expect(after).toHaveLength(3);
    expect(after[0]).toBe(renamed);
    expect(after[1]).toBe(rows[1]);
    expect(after[2]).toBe(rows[2]);
  });

  it('appends what is new and takes away what is gone, in its own environment only', () => {
    const added = row('e1', 'c');
    expect(reduceInventory(rows, change([added], ['a']))).toEqual([rows[1], rows[2], added]);
  });

  it('knows rows without an id by their name', () => {
    const volumes = ['v', 'w'].map((name) => ({ environmentId: 'e1', name, driver: 'local', mountpoint: '', createdAt: null, labels: {}, usedBy: [] as string[] }));
    const used = { ...volumes[1]!, usedBy: ['x'] };
    expect(reduceInventory<'volume'>(volumes, { environmentId: 'e1', resource: 'volume', upserts: [used], removes: ['v'] })).toEqual([used]);
  });
});
