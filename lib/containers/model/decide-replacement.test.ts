import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideReplacement, newNameFor, oldNameFor, PROOF_MS, type Observed, type Replacement, type ReplacementAction, type SeenContainer } from './decide-replacement';

const NAME = 'web';

interface World {
  row: Replacement;
  old: SeenContainer | null;
  next: SeenContainer | null;
  provenForMs: number;
  knowsRequest: boolean;
  stopOldFirst: boolean;
  /** What the new container does once started. */
  fate: 'stays' | 'exits' | 'unhealthy';
}

const container = (id: string, name: string, status: SeenContainer['status']): SeenContainer => ({ id, name, status, exitCode: 0, restartCount: 0, health: 'none' });

function newWorld(options: Pick<World, 'fate' | 'stopOldFirst'> & { oldRan: boolean }): World {
  return {
    row: { id: 'r', containerName: NAME, newContainerId: null, oldWasRunning: options.oldRan, phase: 'preparing' },
    old: container('old', NAME, options.oldRan ? 'running' : 'exited'),
    next: null, provenForMs: 0, knowsRequest: true, stopOldFirst: options.stopOldFirst, fate: options.fate,
  };
}

const observe = ({ old, next, provenForMs, knowsRequest, stopOldFirst }: World): Observed => ({ old, new: next, provenForMs, knowsRequest, stopOldFirst });

/** What the engine and the database make of a step. */
function act(world: World, action: ReplacementAction): void {
  switch (action.kind) {
    case 'create':
      world.next = container('new', newNameFor('r'), 'created');
      world.row.newContainerId = 'new';
      return;
    case 'enter': world.row.phase = action.phase; return;
    case 'give_up': world.row.phase = 'restoring'; return;
    case 'start_new':
      if (world.fate === 'exits') world.next!.status = 'exited';
      else Object.assign(world.next!, { status: 'running', health: world.fate === 'unhealthy' ? 'unhealthy' : 'none' });
      return;
    case 'stop_old': world.old!.status = 'exited'; return;
    case 'start_old': world.old!.status = 'running'; return;
    case 'rename_old': world.old!.name = action.name; return;
    case 'rename_new': world.next!.name = action.name; return;
    case 'remove_old': world.old = null; return;
    case 'remove_new': world.next = null; return;
    case 'wait': world.provenForMs += PROOF_MS; return;
  }
}

const ended = ({ row }: World) => row.phase === 'done' || row.phase === 'failed';

function runToEnd(world: World, onStep: (world: World, step: number) => void = () => {}): void {
  for (let step = 0; step < 60 && !ended(world); step++) {
    onStep(world, step);
    if (ended(world)) return;
    act(world, decideReplacement(world.row, observe(world)));
  }
}

const worlds = fc.record({ fate: fc.constantFrom('stays' as const, 'exits' as const, 'unhealthy' as const), stopOldFirst: fc.boolean(), oldRan: fc.boolean() });

/** Exactly one of: the new one under the name, or the old one as it was. */
function expectOneOutcome(world: World, oldRan: boolean): void {
  expect(ended(world)).toBe(true);
  if (world.row.phase === 'done') {
    expect(world.old).toBeNull();
    expect(world.next).toMatchObject({ id: 'new', name: NAME });
  } else {
    expect(world.next).toBeNull();
    expect(world.old).toMatchObject({ id: 'old', name: NAME, status: oldRan ? 'running' : 'exited' });
  }
}

describe('deciding an edit', () => {
  it('ends in exactly one of two states', () => {
    fc.assert(fc.property(worlds, (options) => {
      const world = newWorld(options);
      runToEnd(world);
      expectOneOutcome(world, options.oldRan);
      expect(world.row.phase).toBe(options.oldRan && options.fate !== 'stays' ? 'failed' : 'done');
    }));
  });

  it('ends so from every point at which the console is killed', () => {
    fc.assert(fc.property(worlds, fc.array(fc.nat(25), { maxLength: 5 }), (options, kills) => {
      const world = newWorld(options);
      runToEnd(world, (now, step) => {
        // What only the process knew is gone; engine and database are as they were.
        if (kills.includes(step)) Object.assign(now, { knowsRequest: false, provenForMs: 0 });
      });
      expectOneOutcome(world, options.oldRan);
    }));
  });

  it('ends so from every point at which the engine is killed and takes its containers down', () => {
    fc.assert(fc.property(worlds, fc.array(fc.nat(25), { maxLength: 3 }), (options, kills) => {
      const world = newWorld(options);
      runToEnd(world, (now, step) => {
        if (!kills.includes(step)) return;
        for (const one of [now.old, now.next]) if (one?.status === 'running') one.status = 'exited';
        now.provenForMs = 0;
      });
      expect(ended(world)).toBe(true);
      expect([world.old, world.next].filter((one) => one !== null)).toHaveLength(1);
      expect(world.old ?? world.next).toMatchObject({ name: NAME });
      if (world.row.phase === 'failed') expectOneOutcome(world, options.oldRan);
    }));
  });

  it('ends so when the row lags one step behind the engine', () => {
    fc.assert(fc.property(worlds, fc.nat(20), (options, at) => {
      const world = newWorld(options);
      runToEnd(world, (now, step) => {
        if (step !== at) return;
        const before = { ...now.row };
        act(now, decideReplacement(now.row, observe(now)));
        // Killed between the engine's answer and the write: only an edit's own words are lost.
        if (now.row.phase !== 'preparing' && before.newContainerId) now.row = before;
        now.knowsRequest = false;
      });
      expectOneOutcome(world, options.oldRan);
    }));
  });

  it('keeps the old one running until the new one is proven, where both can run', () => {
    const world = newWorld({ fate: 'stays', stopOldFirst: false, oldRan: true });
    runToEnd(world, (now) => {
      if (now.row.phase === 'preparing' || now.row.phase === 'proving') expect(now.old?.status).toBe('running');
    });
    expect(world.row.phase).toBe('done');
  });

  it('never removes the last one when somebody removed the old one by hand', () => {
    fc.assert(fc.property(worlds, fc.integer({ min: 1, max: 15 }), (options, at) => {
      const world = newWorld(options);
      runToEnd(world, (now, step) => {
        if (step === at && now.next && now.row.phase !== 'preparing') now.old = null;
      });
      expect(world.old ?? world.next).not.toBeNull();
    }));
  });

  it('takes a half-made container for none', () => {
    const world = newWorld({ fate: 'stays', stopOldFirst: false, oldRan: true });
    world.next = container('half', newNameFor('r'), 'created');
    world.knowsRequest = false;
    expect(decideReplacement(world.row, observe(world))).toMatchObject({ kind: 'give_up', code: 'interrupted' });
  });

  it('gives the old one its name back', () => {
    const row: Replacement = { id: 'r', containerName: NAME, newContainerId: 'new', oldWasRunning: true, phase: 'restoring' };
    expect(decideReplacement(row, { old: container('old', oldNameFor('r'), 'exited'), new: null, provenForMs: 0, knowsRequest: false, stopOldFirst: false })).toEqual({ kind: 'rename_old', name: NAME });
  });
});
