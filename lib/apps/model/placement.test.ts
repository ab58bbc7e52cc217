import { describe, expect, it } from 'vitest';
import type { Constraint } from '../spec';
import { explainPlacement, isMet, roomUnderConstraints, type Ask, type Host } from './placement';

const GIB = 1024 ** 3;
const host = (change: Partial<Host> = {}): Host => ({ overcommit: { cpu: 10, mem: 1 }, name: 'a', labels: {}, cpus: 2, memBytes: 4 * GIB, reservedCpus: 0, reservedMemBytes: 0, takenPorts: [], limitsDisk: false, image: 'present', instances: 0, ...change });
const ask = (change: Partial<Ask> = {}): Ask => ({ cpus: 1, memBytes: GIB, disk: false, hostPorts: [], constraints: [], image: 'web:1', ...change });
const codes = (asked: Ask, hosts: Host[]) => explainPlacement(asked, hosts).hosts.map(({ refusals }) => refusals.map(({ code }) => code));

describe('what a host refuses', () => {
  it.each([
    [ask(), host(), []],
    [ask({ cpus: 3 }), host(), ['cpus_too_few']],
    [ask(), host({ reservedCpus: 19.5 }), ['cpus_reserved']],
    [ask({ memBytes: 5 * GIB }), host(), ['mem_too_little']],
    [ask(), host({ reservedMemBytes: 3.5 * GIB }), ['mem_reserved']],
    [ask({ disk: true }), host(), ['disk_not_limited']],
    [ask({ hostPorts: [80] }), host({ takenPorts: [{ port: 80, by: 'nginx' }, { port: 90, by: 'x' }] }), ['port_taken']],
    [ask(), host({ image: 'missing' }), ['image_missing']],
    [ask({ cpus: 3, disk: true }), host({ image: 'missing' }), ['cpus_too_few', 'disk_not_limited', 'image_missing']],
  ])('%o at %o: %o', (asked, at, expected) => expect(codes(asked, [at])).toEqual([expected]));
});

it('the funnel counts at each step those that passed all before it', () => {
  const hosts = [host({ name: 'a' }), host({ name: 'b', cpus: 0.5 }), host({ name: 'c', reservedMemBytes: 4 * GIB, labels: { zone: 'east' } }), host({ name: 'd', labels: { zone: 'west' } })];
  const { fits, funnel } = explainPlacement(ask({ constraints: [{ field: 'zone', operator: 'UNLIKE', value: 'west' }] }), hosts);
  expect(fits).toBe(true);
  expect(funnel.map(({ step, passed, of }) => [step, passed, of])).toEqual([['constraints', 3, 4], ['cpus', 2, 3], ['mem', 1, 2], ['disk', 1, 1], ['ports', 1, 1], ['image', 1, 1]]);
});

describe("Marathon's operators", () => {
  const hosts = [host({ name: 'h1', labels: { rack: 'r1' }, instances: 2 }), host({ name: 'h2', labels: { rack: 'r2' }, instances: 0 }), host({ name: 'h3', instances: 0 })];
  const met = (constraint: Constraint) => hosts.filter((one) => isMet(constraint, one, hosts)).map(({ name }) => name);
  it.each([
    [{ field: 'hostname', operator: 'IS', value: 'h2' }, ['h2']],
    [{ field: 'hostname', operator: 'UNIQUE' }, ['h2', 'h3']],
    [{ field: 'hostname', operator: 'LIKE', value: 'h[12]' }, ['h1', 'h2']],
    [{ field: 'hostname', operator: 'LIKE', value: 'h' }, []],
    [{ field: 'rack', operator: 'UNLIKE', value: 'r1' }, ['h2', 'h3']],
    [{ field: 'rack', operator: 'MAX_PER', value: '2' }, ['h2']],
    [{ field: 'rack', operator: 'MAX_PER', value: '3' }, ['h1', 'h2']],
    [{ field: 'rack', operator: 'CLUSTER' }, ['h1']],
    [{ field: 'rack', operator: 'CLUSTER', value: 'r2' }, ['h2']],
    [{ field: 'rack', operator: 'GROUP_BY' }, ['h2']],
  ] as [Constraint, string[]][])('%o: %o', (constraint, expected) => expect(met(constraint)).toEqual(expected));

  it('tells how many could ever stand', () => {
    expect(roomUnderConstraints([{ field: 'hostname', operator: 'UNIQUE' }], hosts)).toEqual({ room: 3, by: 0 });
    expect(roomUnderConstraints([{ field: 'hostname', operator: 'LIKE', value: '.*' }, { field: 'rack', operator: 'MAX_PER', value: '2' }], hosts)).toEqual({ room: 4, by: 1 });
    expect(roomUnderConstraints([{ field: 'rack', operator: 'IS', value: 'r9' }], hosts)).toEqual({ room: 0, by: 0 });
    expect(roomUnderConstraints([], hosts).room).toBe(Infinity);
  });
});
