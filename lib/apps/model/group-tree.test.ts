import { expect, it } from 'vitest';
import type { AppDto } from '../contract';
import { groupTree, nameOf, parentOf } from './group-tree';

const app = (path: string, change: Partial<AppDto> = {}) =>
  ({ path, status: 'running', cpus: 1, mem: 64, instances: { wanted: 2, ready: 2, starting: 0, failed: 0, total: 2 }, segments: { healthy: 2, unhealthy: 0, unknown: 0, staged: 0, overCapacity: 0, unscheduled: 0 }, ...change }) as AppDto;

it('adds up everything below, however deep, and keeps empty groups that somebody made', () => {
  const groups = groupTree([app('/shop/web'), app('/shop/db/primary'), app('/shop/db/replica', { status: 'suspended', instances: { wanted: 3, ready: 0, starting: 0, failed: 0, total: 0 } }), app('/alone')], [{ path: '/shop/empty', description: 'later' }]);
  expect(groups.map(({ path, apps, cpus, instances, isMade }) => [path, apps, cpus, instances.wanted, instances.ready, isMade])).toEqual([
    ['/shop', 3, 2, 4, 4, false], ['/shop/db', 2, 1, 2, 2, false], ['/shop/empty', 0, 0, 0, 0, true],
  ]);
  expect(groups[0]!.statuses).toEqual({ running: 2, suspended: 1 });
  expect(groups[0]!.segments.healthy).toBe(6);
});

it('splits paths', () => {
  expect([parentOf('/a/b/c'), parentOf('/a'), nameOf('/a/b')]).toEqual(['/a/b', '/', 'b']);
});
