import { describe, expect, it } from 'vitest';
import { safeNextPath } from './next-path';

describe('the path after sign-in', () => {
  it.each(['/', '/containers?state=running#top', '/environments/a/containers/b', '/应用'])('keeps %s', (path) => {
    expect(decodeURI(safeNextPath(path))).toBe(path);
  });

  it.each([
    undefined, null, 7, '', 'containers', 'https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example',
    '\\\\evil.example', 'javascript:alert(1)', '/..//evil.example', '/.//evil.example', '/a\\b', `/${'a'.repeat(3000)}`,
  ])('refuses %j', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });

  it.each(['/sign-in', '/sign-in?next=/x', '/setup', '/api/v1/me'])('does not go round in a circle to %s', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });
});
