import { beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '@/lib/platform/endpoint';
import { testDatabase } from '@/lib/testing/database';
import { request } from '@/lib/testing/http';
import type { AuditRowDto, AuditStateDto } from '../contract';

await testDatabase();
const { db } = await import('@/lib/platform/server/db');
const { sha256 } = await import('@/lib/platform/server/seal');
const { recordAudit } = await import('@/lib/audit/server/audit-event.repo');
const routes = { list: (await import('@/app/api/v1/audit/route')).GET, export: (await import('@/app/api/v1/audit/export/route')).GET, verify: (await import('@/app/api/v1/audit/verify/route')).GET };
const { findHistory } = await import('./history.repo');

const TOKEN = 'gty_history';
const get = async (route: keyof typeof routes, query = '') => routes[route](request('GET', `/api/v1/audit${query}`, { token: TOKEN }), { params: Promise.resolve({}) });
const list = async (query = '') => {
  const answer = await get('list', query);
  const body = (await answer.json()) as { items: AuditRowDto[]; next: string | null; code?: string };
  expect(answer.status, JSON.stringify(body)).toBe(200);
  return body;
};
const targets = async (query: string) => (await list(query)).items.map(({ target }) => target);
const entry = { actorKind: 'user', actorId: 'u1', actorName: 'mei@example.com', address: '192.0.2.1', action: 'POST /api/v1/apps/[appId]/scale', outcome: 'ok' };

beforeAll(async () => {
  await recordAudit({ ...entry, target: 'two, one', action: 'POST /api/v1/containers/actions', actorName: 'old' });
  const user = await db().user.create({ data: { email: 'admin@example.com', name: 'A', role: 'admin' } });
  await db().apiToken.create({ data: { userId: user.id, name: 'ci', hash: sha256(TOKEN), prefix: 'gty_', permissions: [...PERMISSIONS] } });
  await recordAudit({ ...entry, target: '/shop/web', groupPath: '/shop/web', before: { instances: 1 }, after: { instances: 3, env: '••••••' } });
  await recordAudit({ ...entry, target: '/shopping/web', groupPath: '/shopping/web' });
  await recordAudit({ ...entry, target: '/api/v1/apps/7/scale', groupPath: '/shop/api', outcome: 'access.forbidden', actorName: 'ann@example.com', actorId: 'u2' });
  await recordAudit({ ...entry, target: 'x', action: 'PUT /api/v1/group-settings/variables', groupPath: '/shop', outcome: 'apps.not_found' });
  await recordAudit({ ...entry, target: '=cmd|calc', action: 'sign-in', actorName: '@evil, "quoted"\nline', after: { note: '100%_done' } });
});

describe('the history', () => {
  it('is newest first, with what the operation is', async () => {
    const { items, next } = await list();
    expect(items.map(({ target }) => target)).toEqual(['=cmd|calc', 'x', '/api/v1/apps/7/scale', '/shopping/web', '/shop/web', 'two, one']);
    expect(next).toBeNull();
    expect(items[4]).toMatchObject({ actor: { kind: 'user', id: 'u1', name: 'mei@example.com' }, summary: 'Change how many instances are wanted', outcome: 'ok', before: { instances: 1 }, after: { instances: 3 }, chain: '/shop', seq: 1 });
  });

  it.each([
    ['?actor=ann@example.com', ['/api/v1/apps/7/scale']],
    ['?actor=u2', ['/api/v1/apps/7/scale']],
    ['?action=sign-in', ['=cmd|calc']],
    ['?target=/shop/web', ['/shop/web']],
    ['?target=/shop/web&target=/api/v1/apps/7', ['/api/v1/apps/7/scale', '/shop/web']],
    ['?target=one', ['two, one']],
    ['?outcome=refused', ['/api/v1/apps/7/scale']],
    ['?outcome=failed', ['x']],
    ['?outcome=ok&group=/shop', ['/shop/web']],
    ['?group=/shop', ['x', '/api/v1/apps/7/scale', '/shop/web']],
    ['?group=/', ['=cmd|calc', 'x', '/api/v1/apps/7/scale', '/shopping/web', '/shop/web', 'two, one']],
    ['?search=100%25_done', ['=cmd|calc']],
    ['?search=MEI%20shopping', ['/shopping/web']],
    ['?search=%25', ['=cmd|calc']],
    ['?to=2020-01-01T00:00:00Z', []],
    ['?from=0000-01-01T00:00:00Z&search=shopping', ['/shopping/web']],
  ])('finds with %s', async (query, wanted) => expect(await targets(query)).toEqual(wanted));

  it('goes on page by page', async () => {
    const seen: string[] = [];
    for (let query = '?limit=2', pages = 0; query; pages++) {
      expect(pages).toBeLessThan(4);
      const { items, next } = await list(query);
      seen.push(...items.map(({ target }) => target));
      query = next ? `?limit=2&before=${next}` : '';
    }
    expect(seen).toEqual(await targets(''));
  });

  it.each(['?limit=201', '?before=1_2', '?outcome=no', '?group=shop', '?from=yesterday', '?search=%00', '?x=1'])('refuses %s', async (query) => expect((await get('list', query)).status).toBe(422));

  it('of a reader of some groups has no others, and not the console', async () => {
    const of = async (groups: string[]) => (await findHistory({}, groups, null, 50)).map(({ target }) => target);
    expect(await of(['/shop'])).toEqual(['x', '/api/v1/apps/7/scale', '/shop/web']);
    expect(await of(['/shop/api', '/shopping'])).toEqual(['/api/v1/apps/7/scale', '/shopping/web']);
    expect(await of([])).toEqual([]);
  });
});

describe('a lead', () => {
  const LEAD = 'gty_lead';
  const as = (route: keyof typeof routes, query = '') => routes[route](request('GET', `/api/v1/audit${query}`, { token: LEAD }), { params: Promise.resolve({}) });

  it('sees the rows of the own group and nothing else, in the list, by any filter and in the file', async () => {
    const user = await db().user.create({ data: { email: 'lead@example.com', name: 'L', role: 'none' } });
    await db().grant.create({ data: { userId: user.id, role: 'lead', groupPath: '/shop', createdBy: 'test' } });
    await db().apiToken.create({ data: { userId: user.id, name: 'lead', hash: sha256(LEAD), prefix: 'gty_', permissions: [...PERMISSIONS] } });
    const all = ['x', '/api/v1/apps/7/scale', '/shop/web'];
    const seen = async (query: string) => ((await (await as('list', query)).json()) as { items: AuditRowDto[] }).items.map(({ target }) => target);
    expect(await seen('')).toEqual(all);
    expect(await seen('?group=/shopping')).toEqual([]);
    expect(await seen('?target=/shopping/web&target=/shop/web')).toEqual(['/shop/web']);
    expect(await seen('?search=evil')).toEqual([]);
    expect(((await (await as('export', '/export?format=json')).json()) as AuditRowDto[]).map(({ target }) => target)).toEqual(all);
    expect((await as('verify', '/verify')).status).toBe(403);
  });
});

describe('the export', () => {
  it('as CSV is RFC 4180, and no spreadsheet runs what is in it', async () => {
    const answer = await get('export', '/export?action=sign-in');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/);
    const [head, ...lines] = (await answer.text()).split('\r\n');
    expect(head).toBe('at,actorKind,actorId,actorName,address,action,target,groupPath,outcome,before,after,id,chain,seq,hash');
    expect(lines[0]).toContain(`,u1,"'@evil, ""quoted""\nline",192.0.2.1,sign-in,'=cmd|calc,,ok,,"{""note"": ""100%_done""}",`);
    expect(lines.slice(1)).toEqual(['']);
  });

  it('as JSON is one array of what the list has, also of nothing', async () => {
    const answer = await get('export', '/export?format=json&group=/shop');
    expect(await answer.json()).toEqual((await list('?group=/shop')).items);
    expect(await (await get('export', '/export?format=json&actor=nobody')).json()).toEqual([]);
  });

  it('reads more than a page', async () => {
    await Promise.all(Array.from({ length: 1_100 }, (_, i) => recordAudit({ ...entry, target: `many ${i}`, groupPath: '/many' })));
    expect(((await (await get('export', '/export?format=json&group=/many')).json()) as unknown[])).toHaveLength(1_100);
    expect((await (await get('export', '/export?group=/many')).text()).split('\r\n')).toHaveLength(1_102);
  });
});

describe('the state', () => {
  it('tells that all is whole, and what is not', async () => {
    const state = async (again: boolean) => (await (await get('verify', `/verify?again=${again}`)).json()) as AuditStateDto;
    const good = await state(false);
    expect(good).toMatchObject({ intact: true, rows: 1_107, unchained: { before: 0, since: 0 } });
    expect(good.chains.map(({ chain, rows }) => [chain, rows])).toEqual([['', 3], ['/many', 1_100], ['/shop', 3], ['/shopping', 1]]);
    await db().auditEvent.updateMany({ where: { chain: '/shop', seq: 2 }, data: { actorName: 'mei@example.com' } });
    expect((await state(false)).intact).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    const bad = await state(true);
    expect(bad.intact).toBe(false);
    expect(bad.chains.find(({ problem }) => problem)).toMatchObject({ chain: '/shop', rows: 1, problem: { kind: 'changed', seq: 2 } });
  });
});
