import type { WantedName } from './feed';

export interface NameOut {
  key: string;
  values: readonly string[];
  state: string;
  changedAt: Date;
}
export interface NamesPlan {
  /** Those that nobody wants any more. */
  withdraw: NameOut[];
  /** New or changed, of a try that did not end, or due to be looked at again. */
  put: WantedName[];
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((value, index) => value === b[index]);

/** What leads from what is out to what is wanted. What is out is told again now and then: a server may have lost it. */
export function planNames(wanted: readonly WantedName[], out: readonly NameOut[], now: number, againMs: { out: number; taken: number }): NamesPlan {
  const keys = new Set(wanted.map(({ key }) => key));
  const there = new Map(out.map((name) => [name.key, name]));
  const isDone = ({ key, values }: WantedName) => {
    const name = there.get(key);
    if (name?.state === 'out') return same(name.values, values) && now - name.changedAt.getTime() < againMs.out;
    return name?.state === 'taken' && now - name.changedAt.getTime() < againMs.taken;
  };
  return { withdraw: out.filter(({ key }) => !keys.has(key)), put: wanted.filter((name) => !isDone(name)) };
}
