export interface Series<Key extends string = string> {
  key: Key;
  label: string;
  /** A CSS colour, by meaning: `var(--accent)`. */
  color: string;
  /** A bound rather than a measurement: dashed, without area. */
  limit?: boolean;
}

export type Point<Key extends string = string> = { at: number } & Record<Key, number | null>;

/** Where samples are missing for longer than a few rounds, the line breaks: nothing is known there. */
export function withGaps<Key extends string>(points: Point<Key>[], keys: readonly Key[], longestMs: number): Point<Key>[] {
  const out: Point<Key>[] = [];
  for (const point of points) {
    const last = out.at(-1);
    if (last && point.at - last.at > longestMs) out.push({ at: last.at + 1, ...Object.fromEntries(keys.map((key) => [key, null])) } as Point<Key>);
    out.push(point);
  }
  return out;
}
