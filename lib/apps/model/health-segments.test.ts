import fc from 'fast-check';
import { expect, it } from 'vitest';
import { healthSegments, type Seen } from './health-segments';

const seen = fc.record({ id: fc.uuid(), slot: fc.nat(20), version: fc.integer({ min: 1, max: 2 }), generation: fc.constant(0), readiness: fc.constantFrom('ready', 'starting', 'failed', 'missing'), checked: fc.boolean(), running: fc.boolean() }) as fc.Arbitrary<Seen>;

it('puts every wanted or present instance into exactly one segment', () => {
  fc.assert(fc.property(fc.array(seen, { maxLength: 12 }), fc.nat(12), (instances, wanted) => {
    const segments = healthSegments({ version: 2, generation: 0, instances: wanted, previous: null }, instances);
    expect(Object.values(segments).reduce((sum, count) => sum + count, 0)).toBe(Math.max(wanted, instances.length));
    expect(Object.values(segments).every((count) => count >= 0)).toBe(true);
  }), { numRuns: 2_000 });
});
