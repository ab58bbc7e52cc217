import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InFlight } from './in-flight';
import { addEvent, reduceInventory, rowKey, type ListChange } from './reduce-inventory';

interface Row { environmentId: string; id: string; version: number }
const row = (id: string, version = 0, environmentId = 'e'): Row => ({ environmentId, id, version });
const change = (upserts: Row[], removes: string[] = [], environmentId = 'e') => ({ environmentId, upserts, removes });

describe('a list that follows the live stream', () => {
  it('takes what is new, changes what it has, drops what is gone, and touches nothing else', () => {
    const [a, b, c] = [row('a'), row('b'), row('c')];
    const after = reduceInventory([a, b, c], change([row('b', 1), row('d')], ['c']));
    expect(after).toEqual([a, row('b', 1), row('d')]);
    expect(after[0]).toBe(a);
  });

  it('tells the same image of two engines apart', () => {
    const rows = [row('a', 0, 'e'), row('a', 0, 'other')];
    expect(reduceInventory(rows, change([], ['a']))).toEqual([rows[1]]);
    expect(reduceInventory(rows, change([row('a', 1)]))).toEqual([row('a', 1), rows[1]]);
  });

  it('ends as the engine is, however its answer and the changes overtake each other', async () => {
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), removed: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12), async (steps, from, asked, answered, arrived) => {
      const truth = new Map<string, Row>();
      const changes = steps.map(({ id, removed }, index) => {
        if (removed) truth.delete(id);
        else truth.set(id, row(id, index));
        return { change: removed ? change([], [id]) : change([row(id, index)]), list: [...truth.values()] };
      });
      // The page is made, then it asks; the server answers; the answer arrives. The stream tells all since the page.
      const [began, asks, answers, arrives] = [from, asked, answered, arrived].map((at) => Math.min(at, steps.length)).sort((a, b) => a - b) as [number, number, number, number];
      const reads = new InFlight<ListChange<Row>>();
      let cached: Row[] | undefined;
      let arrive = (_: Row[]) => {};
      let reading: Promise<void> | undefined;
      for (let at = began; at <= steps.length; at++) {
        if (at === asks) reading = reads.read(() => new Promise<Row[]>((resolve) => { arrive = resolve; }), reduceInventory).then((rows) => { cached = rows; });
        if (at === arrives) {
          arrive(answers === 0 ? [] : changes[answers - 1]!.list);
          await reading;
        }
        if (at === steps.length) break;
        reads.note(changes[at]!.change);
        cached = cached && reduceInventory(cached, changes[at]!.change);
      }
      expect(cached!.map(rowKey).sort()).toEqual([...truth.values()].map(rowKey).sort());
      expect(new Map(cached!.map((one) => [one.id, one.version]))).toEqual(new Map([...truth.values()].map((one) => [one.id, one.version])));
    }));
  });

  it('notes nothing for an answer that came or failed', async () => {
    const reads = new InFlight<ListChange<Row>>();
    await expect(reads.read<Row[]>(() => Promise.reject(new Error('gone')), reduceInventory)).rejects.toThrow('gone');
    reads.note(change([row('a')]));
    expect(await reads.read(async () => [row('b')], reduceInventory)).toEqual([row('b')]);
  });
});

describe('a list of events', () => {
  const event = (seq: number, at: string, environmentId = 'e') => ({ seq, at, environmentId, type: 'container', action: 'start', actorId: 'x', actorName: 'x', attributes: {} });
  it('is newest first, whatever order they come in, and holds each once', () => {
    const [one, two, three] = [event(1, '2026-01-01T00:00:01Z'), event(2, '2026-01-01T00:00:02Z'), event(1, '2026-01-01T00:00:03Z', 'other')];
    expect([three, one, two, one].reduce<ReturnType<typeof event>[]>(addEvent, [])).toEqual([three, two, one]);
  });
});
