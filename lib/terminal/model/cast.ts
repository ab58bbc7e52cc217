/** asciicast v2: a header line, then a line an event. `o`: output; `r`: another size, as `columnsxrows`. */
export type CastEvent = [seconds: number, kind: string, data: string];

export interface Cast {
  columns: number;
  rows: number;
  events: CastEvent[];
  /** Of the replay, with long waits cut short. */
  seconds: number;
}

export interface CastHeader {
  columns: number;
  rows: number;
  startedAt: Date;
  title: string;
}

export const castHeader = ({ columns, rows, startedAt, title }: CastHeader): string =>
  `${JSON.stringify({ version: 2, width: columns, height: rows, timestamp: Math.floor(startedAt.getTime() / 1000), title, env: { TERM: 'xterm-256color' } })}\n`;

export const castLine = (elapsedMs: number, kind: 'o' | 'r' | 'm', data: string): string => `${JSON.stringify([elapsedMs / 1000, kind, data])}\n`;

const LONGEST_WAIT_S = 2;

/** Null when it is no recording. A killed console leaves half a line at the end, which is left out. */
export function parseCast(text: string): Cast | null {
  const [first, ...lines] = text.split('\n');
  const header = parse(first) as { version?: unknown; width?: unknown; height?: unknown } | undefined;
  if (header?.version !== 2 || typeof header.width !== 'number' || typeof header.height !== 'number') return null;
  let [seconds, last] = [0, 0];
  const events: CastEvent[] = [];
  for (const line of lines) {
    const event = parse(line);
    if (!isEvent(event)) continue;
    seconds += Math.min(LONGEST_WAIT_S, Math.max(0, event[0] - last));
    last = event[0];
    events.push([seconds, event[1], event[2]]);
  }
  return { columns: bounded(header.width), rows: bounded(header.height), events, seconds };
}

/** A size that somebody wrote into a file must not make a screen of any size. */
export const bounded = (size: number) => Math.min(1_000, Math.max(1, Math.floor(size)));

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}

const isEvent = (value: unknown): value is CastEvent => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string' && typeof value[2] === 'string';
