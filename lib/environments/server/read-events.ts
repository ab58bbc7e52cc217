import type { Readable } from 'node:stream';

export interface RawEvent {
  Type?: string;
  Action?: string;
  Actor?: { ID?: string; Attributes?: Record<string, string> };
  time?: number;
  timeNano?: number;
}

const MAX_LINE_BYTES = 1 << 20;

/** The engine's event stream, one object a line. */
export const readEvents = (stream: Readable) => readJsonLines<RawEvent>(stream);

/** One object a line, as engines stream them. Ends with the stream; a line that is not JSON is passed over. */
export async function* readJsonLines<T>(stream: Readable): AsyncGenerator<T> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream as AsyncIterable<string>) {
    rest += chunk;
    const lines = rest.split('\n');
    rest = lines.pop()!;
    if (rest.length > MAX_LINE_BYTES) rest = '';
    for (const line of lines) {
      const value = parse<T>(line);
      if (value !== undefined) yield value;
    }
  }
}

function parse<T>(line: string): T | undefined {
  if (!line.trim()) return undefined;
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}
