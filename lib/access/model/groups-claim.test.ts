import { describe, expect, it } from 'vitest';
import { claimValues, grantsOf } from './groups-claim';

describe('the groups claim', () => {
  it.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ groups: [1, null, { a: 1 }, 'b'] }, 'groups', ['b']],
    [{ realm_access: { roles: ['x'] } }, 'realm_access.roles', ['x']],
    [{ 'https://a.example/groups': ['y'] }, 'https://a.example/groups', ['y']],
    [{}, 'constructor.name', []],
    [{}, 'groups', []],
  ])('%j by %s is %j', (claims, name, values) => expect(claimValues(claims, name)).toEqual(values));

  it('gives each role on each group once, and nothing for what is not mapped', () => {
    const mappings = [{ value: 'dev', role: 'developer', groupPath: '/shop' }, { value: 'all', role: 'developer', groupPath: '/shop' }, { value: 'ops', role: 'operator', groupPath: '/' }];
    expect(grantsOf(mappings, ['dev', 'all', 'other'])).toEqual([{ role: 'developer', groupPath: '/shop' }]);
  });
});
