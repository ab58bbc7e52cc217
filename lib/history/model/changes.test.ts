import { expect, it } from 'vitest';
import { changesBetween } from './changes';

it('tells what was, what is, and what came or went', () => {
  expect(changesBetween({ a: 1, b: { c: 'x' }, l: [1, 2] }, { a: 1, b: { c: 'y' }, l: [1], n: null })).toEqual([
    { path: 'b.c', before: 'x', after: 'y' },
    { path: 'l[1]', before: '2', after: undefined },
    { path: 'n', before: undefined, after: 'null' },
  ]);
  expect(changesBetween(null, { a: [], b: true })).toEqual([{ path: 'a', before: undefined, after: '[]' }, { path: 'b', before: undefined, after: 'true' }]);
  expect(changesBetween(undefined, null)).toEqual([]);
});
