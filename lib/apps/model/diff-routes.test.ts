import { describe, expect, it } from 'vitest';
import { appRoute } from '@/lib/proxy/spec';
import { diffSpec } from './diff-spec';

const spec = (...routes: object[]) => ({ routes: routes.map((route) => appRoute.parse(route)) });

describe('differences of routes', () => {
  it('are told leaf by leaf, by the address of the route', () => {
    expect(diffSpec(spec({}, { host: 'a.x' }), spec({}, { host: 'a.x', maintenance: true, timeouts: { responseSeconds: 5 } }))).toEqual([
      { path: 'routes[a.x].maintenance', from: 'false', to: 'true' },
      { path: 'routes[a.x].timeouts.responseSeconds', from: '60', to: '5' },
    ]);
    expect(diffSpec(spec({ path: '/api' }), spec({ path: '/v2' }))).toEqual([{ path: 'routes[/api].path', from: '"/api"', to: '"/v2"' }]);
  });
  it('a route that comes or goes says only what is not a default', () => {
    expect(diffSpec(spec({}), spec({ host: 'a.x', path: '/b' }, {}))).toEqual([{ path: 'routes[a.x/b]', from: '', to: '{"host":"a.x","path":"/b"}' }]);
    expect(diffSpec(spec({}, { protocol: 'tcp', listenPort: 5432 }), spec({}))).toEqual([{ path: 'routes[:5432]', from: '{"protocol":"tcp","listenPort":5432}', to: '' }]);
    expect(diffSpec({}, spec({}))).toEqual([{ path: 'routes[/]', from: '', to: '{}' }]);
  });
  it('another order alone is no difference', () => {
    expect(diffSpec(spec({ host: 'a.x' }, { host: 'b.x' }), spec({ host: 'b.x' }, { host: 'a.x' }))).toEqual([]);
  });
});
