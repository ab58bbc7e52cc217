import type { Constraint } from '../spec';

/** What a host has, what others have reserved of it, and what is in the way there. */
export interface Host {
  /** How many times its cores and its memory may be reserved. */
  overcommit: { cpu: number; mem: number };
  name: string;
  labels: Record<string, string>;
  cpus: number;
  memBytes: number;
  reservedCpus: number;
  reservedMemBytes: number;
  takenPorts: readonly { port: number; by: string }[];
  /** Whether its storage driver can hold an instance to a size. */
  limitsDisk: boolean;
  image: 'present' | 'pull' | 'missing';
  /** Instances of this app there. */
  instances: number;
}

/** What one more instance asks for. */
export interface Ask {
  cpus: number;
  memBytes: number;
  disk: boolean;
  hostPorts: readonly number[];
  constraints: readonly Constraint[];
  image: string;
}

export const STEPS = ['constraints', 'cpus', 'mem', 'disk', 'ports', 'image'] as const;
export type Step = (typeof STEPS)[number];

/** What may change by itself, so that waiting for it makes sense; the engine itself tells of the rest when it is asked. */
const WORTH_WAITING: readonly Step[] = ['constraints', 'cpus', 'mem'];

export interface Refusal {
  step: Step;
  code: string;
  params: Record<string, string | number>;
}

export interface Placement {
  fits: boolean;
  /** How many hosts passed each step, of those that passed the one before. */
  funnel: { step: Step; passed: number; of: number }[];
  /** Every reason why a host is out, also those behind the first. */
  hosts: { name: string; refusals: Refusal[] }[];
}

const MIB = 1024 * 1024;
const mib = (bytes: number) => Math.round(bytes / MIB);

/** Why nothing may be made for now: the first reason that waiting can help with, where every host has one. */
export function waitsFor({ hosts }: Placement): Refusal | undefined {
  const first = hosts.map(({ refusals }) => refusals.find(({ step }) => WORTH_WAITING.includes(step)));
  return first.every((one) => one !== undefined) ? first[0] : undefined;
}

/** Which hosts could take one more instance, and what keeps the others from it. */
export function explainPlacement(ask: Ask, hosts: readonly Host[]): Placement {
  const seen = hosts.map((host) => ({ name: host.name, refusals: refusalsOf(ask, host, hosts) }));
  let left = seen;
  const funnel = STEPS.map((step) => {
    const of = left.length;
    left = left.filter(({ refusals }) => !refusals.some((refusal) => refusal.step === step));
    return { step, passed: left.length, of };
  });
  return { fits: left.length > 0, funnel, hosts: seen };
}

function refusalsOf(ask: Ask, host: Host, hosts: readonly Host[]): Refusal[] {
  const found: Refusal[] = ask.constraints.filter((one) => !isMet(one, host, hosts)).map(({ field, operator, value }) => ({ step: 'constraints', code: 'constraint', params: { field, operator, value: value ?? '' } }));
  if (ask.cpus > host.cpus) found.push({ step: 'cpus', code: 'cpus_too_few', params: { asked: ask.cpus, cpus: host.cpus } });
  else if (host.reservedCpus + ask.cpus > host.cpus * host.overcommit.cpu) found.push({ step: 'cpus', code: 'cpus_reserved', params: { asked: ask.cpus, left: round(host.cpus * host.overcommit.cpu - host.reservedCpus) } });
  if (ask.memBytes > host.memBytes) found.push({ step: 'mem', code: 'mem_too_little', params: { asked: mib(ask.memBytes), mem: mib(host.memBytes) } });
  else if (host.reservedMemBytes + ask.memBytes > host.memBytes * host.overcommit.mem) found.push({ step: 'mem', code: 'mem_reserved', params: { asked: mib(ask.memBytes), left: Math.max(0, mib(host.memBytes * host.overcommit.mem - host.reservedMemBytes)) } });
  if (ask.disk && !host.limitsDisk) found.push({ step: 'disk', code: 'disk_not_limited', params: {} });
  for (const { port, by } of host.takenPorts) if (ask.hostPorts.includes(port)) found.push({ step: 'ports', code: 'port_taken', params: { port, by } });
  if (host.image === 'missing') found.push({ step: 'image', code: 'image_missing', params: { image: ask.image } });
  return found;
}

const round = (value: number) => Math.max(0, Number(value.toFixed(2)));

const fieldOf = (field: string, host: Host) => (field === 'hostname' ? host.name : host.labels[field]);

/** Marathon's operators, asked of one host given how the instances stand now. */
export function isMet({ field, operator, value }: Constraint, host: Host, hosts: readonly Host[]): boolean {
  const own = fieldOf(field, host);
  const sameValue = hosts.filter((other) => fieldOf(field, other) === own).reduce((sum, other) => sum + other.instances, 0);
  switch (operator) {
    case 'IS':
      return own === value;
    case 'LIKE':
      return own !== undefined && matches(own, value!);
    case 'UNLIKE':
      return own === undefined || !matches(own, value!);
    case 'UNIQUE':
      return own !== undefined && sameValue === 0;
    case 'MAX_PER':
      return own !== undefined && sameValue < Number(value);
    case 'CLUSTER': {
      if (value) return own === value;
      const placed = hosts.filter(({ instances }) => instances > 0).map((other) => fieldOf(field, other));
      return own !== undefined && (placed.length === 0 || placed.includes(own));
    }
    case 'GROUP_BY': {
      if (own === undefined) return false;
      const perValue = new Map<string, number>();
      for (const other of hosts) {
        const at = fieldOf(field, other);
        if (at !== undefined) perValue.set(at, (perValue.get(at) ?? 0) + other.instances);
      }
      // Every value has its turn before one gets a second.
      return sameValue <= Math.min(...perValue.values());
    }
  }
}

/** Whole, as Marathon does: `web.*` does not match `a-web-1`. */
const matches = (text: string, pattern: string) => new RegExp(`^(?:${pattern})$`).test(text);

/** How many instances the constraints let stand on these hosts at all, as far as that is plain. */
export function roomUnderConstraints(constraints: readonly Constraint[], hosts: readonly Host[]): { room: number; by: number } {
  let least = { room: Infinity, by: -1 };
  const empty = hosts.map((host) => ({ ...host, instances: 0 }));
  constraints.forEach((one, by) => {
    const meeting = empty.filter((host) => isMet(one, host, empty));
    const values = new Set(meeting.map((host) => fieldOf(one.field, host))).size;
    const room = one.operator === 'UNIQUE' ? values : one.operator === 'MAX_PER' ? values * Number(one.value) : meeting.length > 0 ? Infinity : 0;
    if (room < least.room) least = { room, by };
  });
  return least;
}
