import { describe, expect, it } from 'vitest';
import type { AppDto } from '../contract';
import { countChoices, healthOf, listRows, type AppFilters } from './filter-apps';

const segments = { healthy: 0, unhealthy: 0, unknown: 0, staged: 0, overCapacity: 0, unscheduled: 0 };
const app = (path: string, change: Partial<AppDto> = {}) =>
  ({ id: path, path, status: 'running', environment: 'local', image: 'nginx:1', cpus: 1, mem: 64, updatedAt: '2026-01-01T00:00:00Z', labels: {}, instances: { wanted: 1, ready: 1, starting: 0, failed: 0, total: 1 }, segments: { ...segments, healthy: 1 }, ...change }) as AppDto;
const APPS = [app('/shop/web', { labels: { team: 'web' } }), app('/shop/back/api', { status: 'failed', segments: { ...segments, unhealthy: 1 } }), app('/alone', { cpus: 9, segments: { ...segments, unknown: 1 } })];
const filters: AppFilters = { group: '/', search: '', status: [], health: [], label: [], environment: [], sort: 'path' };
const contains = (text: string, search: string) => (text.includes(search) ? 1 / text.length : 0);
const rows = (change: Partial<AppFilters>) => listRows(APPS, [{ path: '/empty', description: '' }], { ...filters, ...change }, contains).map(({ kind, path }) => `${kind} ${path}`);

describe('the list of apps', () => {
  it('shows the groups of a group first, then its apps', () => {
    expect(rows({})).toEqual(['group /empty', 'group /shop', 'app /alone']);
    expect(rows({ group: '/shop' })).toEqual(['group /shop/back', 'app /shop/web']);
    expect(rows({ group: '/shop/back' })).toEqual(['app /shop/back/api']);
  });

  it('shows every app below that matches as soon as something is filtered for', () => {
    expect(rows({ status: ['failed'] })).toEqual(['app /shop/back/api']);
    expect(rows({ health: ['unknown', 'unhealthy'], sort: '-cpus' })).toEqual(['app /alone', 'app /shop/back/api']);
    expect(rows({ label: ['team=web'], group: '/shop' })).toEqual(['app /shop/web']);
    expect(rows({ status: ['failed'], group: '/nowhere' })).toEqual([]);
  });

  it('searches groups and apps, the best match first', () => {
    expect(rows({ search: 'back' })).toEqual(['group /shop/back', 'app /shop/back/api']);
    expect(rows({ search: 'team=web' })).toEqual(['app /shop/web']);
    expect(rows({ search: 'nothing like it' })).toEqual([]);
  });

  it('counts what each choice would leave below the group', () => {
    expect(countChoices(APPS, '/').status).toEqual([['running', 2], ['failed', 1]]);
    expect(countChoices(APPS, '/shop').label).toEqual([['team=web', 1]]);
    expect(APPS.map(healthOf)).toEqual(['healthy', 'unhealthy', 'unknown']);
  });
});
