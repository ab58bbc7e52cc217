import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReached, planApp, type ObservedInstance, type WantedApp } from './plan-app';

const wantedArb = fc.record({ version: fc.constant(2), generation: fc.nat(1), instances: fc.nat(8), exclusive: fc.boolean() });
const observedArb = fc.uniqueArray(
  fc.record({ id: fc.uuid(), slot: fc.integer({ min: 1, max: 12 }), version: fc.integer({ min: 1, max: 2 }), generation: fc.nat(1), readiness: fc.constantFrom('ready', 'starting', 'failed', 'missing') }),
  { selector: (one) => one.slot, maxLength: 10 },
) as fc.Arbitrary<ObservedInstance[]>;

/** A world in which all that is made becomes ready in the next step. */
function step(wanted: WantedApp, world: ObservedInstance[], made: { count: number }): ObservedInstance[] {
  const actions = planApp(wanted, world);
  const removed = new Set(actions.flatMap((action) => (action.kind === 'remove' ? [action.id] : [])));
  const kept = world.filter((one) => !removed.has(one.id)).map((one) => (one.readiness === 'starting' ? { ...one, readiness: 'ready' as const } : one));
  const fresh = actions.flatMap((action) => (action.kind === 'create' ? [{ id: `made-${made.count++}`, slot: action.slot, version: wanted.version, generation: wanted.generation, readiness: 'starting' as const }] : []));
  return [...kept, ...fresh];
}

describe('planApp', () => {
  it('always ends at exactly what is wanted', () => {
    fc.assert(
      fc.property(wantedArb, observedArb, (wanted, observed) => {
        // A failed instance of the wanted version is the deployment's to judge, not the planner's.
        let world = observed.map((one) => (one.readiness === 'failed' && one.version === 2 && one.generation === wanted.generation ? { ...one, readiness: 'ready' as const } : one));
        const made = { count: 0 };
        for (let steps = 0; steps < 100 && !isReached(wanted, world); steps++) world = step(wanted, world, made);
        expect(isReached(wanted, world)).toBe(true);
        expect(planApp(wanted, world)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('never has more than wanted + 1 while replacing, and never serves less than one below wanted by its own doing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.boolean(), (instances, exclusive) => {
        const wanted = { version: 2, generation: 0, instances, exclusive };
        let world: ObservedInstance[] = Array.from({ length: instances }, (_, index) => ({ id: `old-${index}`, slot: index + 1, version: 1, generation: 0, readiness: 'ready' }));
        const made = { count: 0 };
        while (!isReached(wanted, world)) {
          world = step(wanted, world, made);
          expect(world.length).toBeLessThanOrEqual(instances + (exclusive ? 0 : 1));
          expect(world.filter((one) => one.readiness === 'ready').length).toBeGreaterThanOrEqual(exclusive ? instances - 1 : instances);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives every instance a slot of its own', () => {
    fc.assert(
      fc.property(wantedArb, observedArb, (wanted, observed) => {
        const slots = [...observed.map((one) => one.slot), ...planApp(wanted, observed).flatMap((action) => (action.kind === 'create' ? [action.slot] : []))];
        expect(new Set(slots).size).toBe(slots.length);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves the old ones alone while a new one is not ready', () => {
    const wanted = { version: 2, generation: 0, instances: 2, exclusive: false };
    const old = [1, 2].map((slot) => ({ id: `old-${slot}`, slot, version: 1, generation: 0, readiness: 'ready' as const }));
    for (const readiness of ['starting', 'failed'] as const) expect(planApp(wanted, [...old, { id: 'new', slot: 3, version: 2, generation: 0, readiness }])).toEqual([]);
  });
});
