import type { LogEvent, LogLine } from '../contract';
import { cleanLine, plainLine } from '../model/clean-line';

export type LogEntry =
  | { kind: 'line'; seq: number; at: string; stream: LogLine['stream']; coloured: string; plain: string; cutBytes: number }
  | { kind: 'skipped'; seq: number; lines: number; bytes: number };

export const MOST_LINES = 20_000;
const MOST_CHARS = 24_000_000;
const TELL_MS = 100;

/** The last lines of one log in the browser; tells its reader at most ten times a second. */
export class LogBuffer {
  private entries: LogEntry[] = [];
  private snapshot: readonly LogEntry[] = [];
  private chars = 0;
  private skipped = 0;
  private nextSeq = 1;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  /** Where a new connection goes on: the last stamp, and how many lines bore it. */
  private lastAt = '';
  private lastAtCount = 0;
  private repeated = 0;
  private resuming = '';

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  getSnapshot = () => this.snapshot;
  /** Lines that were left out since the last clearing, also those whose note has scrolled away. */
  getSkipped = () => this.skipped;

  /** The stamp to ask for after a break; what comes with it again is left out. */
  resume(): string | undefined {
    this.resuming = this.lastAt;
    this.repeated = this.lastAtCount;
    return this.lastAt || undefined;
  }

  push(event: LogEvent): void {
    if (event.kind === 'line') this.pushLine(event);
    else if (event.kind === 'skipped') {
      this.skipped += event.lines;
      this.add({ kind: 'skipped', seq: this.nextSeq++, lines: event.lines, bytes: event.bytes });
    }
  }

  clear(): void {
    this.entries = [];
    this.chars = 0;
    this.skipped = 0;
    this.tell();
  }

  private pushLine(line: LogLine): void {
    if (this.resuming && line.at) {
      if (line.at < this.resuming) return;
      if (line.at === this.resuming && this.repeated-- > 0) return;
      if (line.at > this.resuming) this.resuming = '';
    }
    if (line.at === this.lastAt) this.lastAtCount++;
    else if (line.at > this.lastAt) [this.lastAt, this.lastAtCount] = [line.at, 1];
    const coloured = cleanLine(line.text);
    this.add({ kind: 'line', seq: this.nextSeq++, at: line.at, stream: line.stream, coloured, plain: plainLine(coloured), cutBytes: line.cutBytes ?? 0 });
  }

  private add(entry: LogEntry): void {
    this.entries.push(entry);
    this.chars += size(entry);
    this.timer ??= setTimeout(() => this.tell(), TELL_MS);
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    let drop = Math.max(0, this.entries.length - MOST_LINES);
    for (const entry of this.entries.slice(0, drop)) this.chars -= size(entry);
    while (this.chars > MOST_CHARS && drop < this.entries.length - 1) this.chars -= size(this.entries[drop++]!);
    this.entries = drop > 0 ? this.entries.slice(drop) : this.entries.slice();
    this.snapshot = this.entries;
    for (const listener of this.listeners) listener();
  }
}

const size = (entry: LogEntry) => (entry.kind === 'line' ? entry.coloured.length + entry.plain.length : 0);
