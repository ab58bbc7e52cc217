import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upgradeStrategy, type UpgradeStrategy } from '../spec';
import { isReached, planApp, type ObservedInstance, type Readiness, type WantedApp } from './plan-app';
import { advance, promoted, rolloutOf, type Phase, type Progress } from './rollout';

const share = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
const stepArb = fc.oneof(fc.record({ percent: fc.integer({ min: 1, max: 100 }), holdSeconds: fc.constant(0) }), fc.record({ instances: fc.integer({ min: 1, max: 12 }), holdSeconds: fc.constant(0) }));
const strategyArb = fc
  .record({ kind: fc.constantFrom('rolling', 'blueGreen', 'canary', 'recreate'), minimumHealthCapacity: share, maximumOverCapacity: share, canarySteps: fc.array(stepArb, { minLength: 1, maxLength: 4 }) })
  .map((value) => upgradeStrategy.parse(value));
const wantedArb: fc.Arbitrary<WantedApp> = fc.record({ version: fc.constant(2), generation: fc.nat(1), instances: fc.nat(12), previous: fc.constant({ version: 1, generation: 0 }) });
const observedArb = fc.uniqueArray(
  fc.record({ id: fc.uuid(), slot: fc.integer({ min: 1, max: 20 }), version: fc.integer({ min: 1, max: 2 }), generation: fc.nat(1), readiness: fc.constantFrom<Readiness>('ready', 'starting', 'failed', 'missing', 'draining') }),
  { selector: (one) => one.slot, maxLength: 16 },
) as fc.Arbitrary<ObservedInstance[]>;

const isCurrent = (wanted: WantedApp) => (one: ObservedInstance) => one.version === wanted.version && one.generation === wanted.generation;

/** A world in which what is made becomes ready in the next step, and in which a switch and every canary step is taken. */
class World {
  private made = 0;
  progress: Progress = {};
  phase: Phase = 'running';

  constructor(
    readonly wanted: WantedApp,
    readonly strategy: UpgradeStrategy,
    readonly exclusive: boolean,
    public instances: ObservedInstance[],
    /** How many steps one that serves takes to finish what it is busy with. */
    readonly drainSteps = 0,
  ) {}

  private readonly left = new Map<string, number>();

  private situation() {
    return { wanted: this.wanted, observed: this.instances, strategy: this.strategy, exclusive: this.exclusive, phase: this.phase, changesVersion: true, progress: this.progress };
  }

  get rollout() {
    return rolloutOf(this.situation());
  }

  plan() {
    return planApp(this.wanted, this.instances, this.rollout);
  }

  act(actions = this.plan()): void {
    const removed = new Set(actions.flatMap((action) => (action.kind === 'remove' ? [action.id] : [])));
    const created = actions.flatMap((action) => {
      if (action.kind === 'remove') return [];
      const { version, generation } = action.of === 'wanted' ? this.wanted : this.wanted.previous!;
      return [{ id: `made-${this.made++}`, slot: action.slot, version, generation, readiness: 'starting' as const }];
    });
    const drains = (one: ObservedInstance) => this.drainSteps > 0 && one.readiness === 'ready' && removed.has(one.id);
    this.instances = [...this.instances.flatMap((one) => (drains(one) ? [{ ...one, readiness: 'draining' as const }] : removed.has(one.id) ? [] : [one])), ...created];
  }

  settle(): void {
    for (const one of this.instances) if (one.readiness === 'draining') this.left.set(one.id, (this.left.get(one.id) ?? this.drainSteps) - 1);
    this.instances = this.instances.filter((one) => one.readiness !== 'draining' || this.left.get(one.id)! > 0).map((one) => (one.readiness === 'starting' ? { ...one, readiness: 'ready' } : one));
    const next = advance(this.situation(), 0);
    if (next.kind === 'step') this.progress = next.progress;
    if (next.kind === 'switch') {
      this.progress = { ...this.progress, switched: true };
      this.instances = this.instances.filter((one) => isCurrent(this.wanted)(one) || one.readiness === 'draining');
    }
  }

  get ready() {
    return this.instances.filter((one) => one.readiness === 'ready').length;
  }
}

const oldSet = (count: number): ObservedInstance[] => Array.from({ length: count }, (_, index) => ({ id: `old-${index}`, slot: index + 1, version: 1, generation: 0, readiness: 'ready' }));

describe('planApp', () => {
  it('always ends at exactly what is wanted, whatever the strategy and wherever it starts', () => {
    fc.assert(
      fc.property(wantedArb, strategyArb, fc.boolean(), observedArb, fc.nat(3), (wanted, strategy, exclusive, observed, drainSteps) => {
        // A failed instance of the wanted version is the deployment's to judge, not the planner's.
        const start = observed.map((one) => (one.readiness === 'failed' && isCurrent(wanted)(one) ? { ...one, readiness: 'ready' as const } : one));
        const world = new World(wanted, strategy, exclusive, start, drainSteps);
        for (let steps = 0; steps < 300 && !isReached(wanted, world.instances); steps++) {
          world.act();
          world.settle();
        }
        expect(isReached(wanted, world.instances)).toBe(true);
        expect(world.plan()).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is never under minimumHealthCapacity and never over maximumOverCapacity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), strategyArb, fc.nat(3), (instances, strategy, drainSteps) => {
        const world = new World({ version: 2, generation: 0, instances, previous: { version: 1, generation: 0 } }, strategy, false, oldSet(instances), drainSteps);
        while (!isReached(world.wanted, world.instances)) {
          world.act();
          if (strategy.kind === 'recreate') expect(world.instances.length).toBeLessThanOrEqual(instances);
          else {
            expect(world.ready).toBeGreaterThanOrEqual(Math.ceil(strategy.minimumHealthCapacity * instances));
            const over = strategy.kind === 'blueGreen' ? instances : Math.max(Math.floor(strategy.maximumOverCapacity * instances), 1);
            expect(world.instances.length).toBeLessThanOrEqual(instances + over);
          }
          world.settle();
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('two sets never stand side by side where they exclude each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), strategyArb, fc.nat(3), (instances, strategy, drainSteps) => {
        const world = new World({ version: 2, generation: 0, instances, previous: { version: 1, generation: 0 } }, strategy, true, oldSet(instances), drainSteps);
        while (!isReached(world.wanted, world.instances)) {
          world.act();
          expect(new Set(world.instances.map((one) => one.version)).size).toBeLessThanOrEqual(1);
          world.settle();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('decided twice before anything is ready, makes nothing twice and takes nothing more', () => {
    fc.assert(
      fc.property(wantedArb, strategyArb, observedArb, (wanted, strategy, observed) => {
        const world = new World(wanted, strategy, false, observed);
        const first = world.plan();
        expect(world.plan()).toEqual(first);
        // The first decision may have been to clear away what is gone; the second then is the real one.
        world.act(first);
        world.act();
        const ready = world.ready;
        const total = world.instances.length;
        for (let again = 0; again < 5; again++) world.act();
        expect(world.ready).toBeGreaterThanOrEqual(Math.min(ready, Math.ceil(strategy.minimumHealthCapacity * wanted.instances)) * (strategy.kind === 'recreate' || wanted.instances === 0 ? 0 : 1));
        expect(world.instances.length).toBeLessThanOrEqual(Math.max(total, world.rollout.maxTotal));
      }),
      { numRuns: 10_000 },
    );
  });

  it('gives every instance a slot of its own', () => {
    fc.assert(
      fc.property(wantedArb, strategyArb, observedArb, (wanted, strategy, observed) => {
        const world = new World(wanted, strategy, false, observed);
        world.act();
        expect(new Set(world.instances.map(({ slot }) => slot)).size).toBe(world.instances.length);
      }),
      { numRuns: 5_000 },
    );
  });

  it('with full health wanted, leaves the old ones alone while a new one is not ready', () => {
    for (const kind of ['rolling', 'blueGreen', 'canary'] as const) for (const readiness of ['starting', 'failed'] as const) {
      const world = new World({ version: 2, generation: 0, instances: 2, previous: { version: 1, generation: 0 } }, upgradeStrategy.parse({ kind, canarySteps: [{ instances: 1 }] }), false, [...oldSet(2), { id: 'new', slot: 3, version: 2, generation: 0, readiness }]);
      expect(world.plan().filter((action) => action.kind === 'remove'), kind).toEqual([]);
    }
  });

  it('paused, moves nothing, and keeps as many as are wanted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(8), (instances, made) => {
        const fresh = oldSet(Math.min(made, instances)).map((one, index) => ({ ...one, id: `new-${index}`, slot: 20 + index, version: 2 }));
        const world = new World({ version: 2, generation: 0, instances, previous: { version: 1, generation: 0 } }, upgradeStrategy.parse({}), false, [...oldSet(instances - fresh.length), ...fresh]);
        world.phase = 'paused';
        expect(world.plan()).toEqual([]);
        world.instances = world.instances.slice(1);
        world.act();
        expect(world.instances).toHaveLength(instances);
      }),
    );
  });
});

describe('a canary', () => {
  const strategy = upgradeStrategy.parse({ kind: 'canary', canarySteps: [{ percent: 10 }, { instances: 3, holdSeconds: 60 }] });
  const wanted: WantedApp = { version: 2, generation: 0, instances: 5, previous: { version: 1, generation: 0 } };
  const newOnes = (count: number) => oldSet(count).map((one, index) => ({ ...one, id: `new-${index}`, slot: 10 + index, version: 2 }));
  const at = (progress: Progress, fresh: number, nowMs = 0) => advance({ wanted, observed: [...oldSet(5 - fresh), ...newOnes(fresh)], strategy, exclusive: false, phase: 'running', changesVersion: true, progress }, nowMs);

  it('waits for a person where no time is given, and for the time where one is', () => {
    expect(at({}, 1)).toEqual({ kind: 'step', progress: { step: 0, stepSince: new Date(0).toISOString() } });
    expect(at({ step: 0, stepSince: new Date(0).toISOString() }, 1, 10 ** 9)).toEqual({ kind: 'wait' });
    const second = promoted({ step: 0, stepSince: new Date(0).toISOString() });
    expect(second).toEqual({ step: 1 });
    expect(at(second, 1)).toEqual({ kind: 'hold' });
    const since = { step: 1, stepSince: new Date(0).toISOString() };
    expect(at(since, 3, 59_999)).toEqual({ kind: 'hold' });
    expect(at(since, 3, 60_000)).toEqual({ kind: 'step', progress: { step: 2 } });
  });
});

it('of those that are too many the youngest go, or the oldest where the spec says so', () => {
  const wanted: WantedApp = { version: 1, generation: 0, instances: 1, previous: null };
  const observed = [3, 1, 2].map((age): ObservedInstance => ({ id: `age-${age}`, slot: age, version: 1, generation: 0, createdMs: -age, readiness: 'ready' }));
  const goes = (oldestFirst: boolean) => planApp(wanted, observed, rolloutOf({ wanted, observed, strategy: upgradeStrategy.parse({}), exclusive: false, phase: 'none', changesVersion: false, progress: {}, oldestFirst })).map((action) => (action.kind === 'remove' ? action.id : '')).sort();
  expect(goes(false)).toEqual(['age-1', 'age-2']);
  expect(goes(true)).toEqual(['age-2', 'age-3']);
});
