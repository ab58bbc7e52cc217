import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findCycle, startOrder } from './dependencies';

it('names a cycle from where it closes', () => {
  expect(findCycle(new Map([['/a', ['/b']], ['/b', ['/c']], ['/c', ['/b']]]))).toEqual(['/b', '/c']);
  expect(findCycle(new Map([['/a', ['/a']]]))).toEqual(['/a']);
  expect(findCycle(new Map([['/a', ['/b', '/c']], ['/b', ['/c']], ['/c', []]]))).toBeUndefined();
});

it('starts each app after what it depends on, all of them and once', () => {
  const graph = fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 }).map((rows) => new Map(rows.map((row, index) => [`/${index}`, row.filter((other) => other < index).map((other) => `/${other}`)])));
  fc.assert(fc.property(graph, fc.integer(), (dependencies, seed) => {
    const paths = [...dependencies.keys()].sort((a, b) => ((a + seed) < (b + seed) ? 1 : -1));
    const order = startOrder(paths, dependencies);
    expect([...order].sort()).toEqual([...paths].sort());
    for (const path of order) for (const before of dependencies.get(path)!) expect(order.indexOf(before)).toBeLessThan(order.indexOf(path));
  }), { numRuns: 1_000 });
});
