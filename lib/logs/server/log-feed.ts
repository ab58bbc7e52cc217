import type { Readable } from 'node:stream';
import type { LogEvent, LogLine } from '../contract';
import { LogParser } from '../model/log-parser';

const MOST_LINES = 10_000;
const MOST_BYTES = 4 << 20;

export type FeedEvent = Extract<LogEvent, { kind: 'line' | 'skipped' }>;

/**
 * The bounded queue between an engine's log stream and one reader. What was written before the reader came waits in the
 * engine while the reader is busy; what is written now would make the reader ever later, so when the queue is full it is
 * counted and left out.
 */
export class LogFeed {
  error: unknown;
  ended = false;
  private queue: FeedEvent[] = [];
  private lines = 0;
  private bytes = 0;
  private live = false;
  private skipping = false;
  private wake: (() => void) | undefined;
  private readonly parser: LogParser;
  private readonly startedAt = new Date().toISOString().slice(0, 19);

  constructor(
    private readonly source: Readable,
    options: { tty: boolean; follow: boolean },
  ) {
    this.parser = new LogParser(options.tty, {
      accepts: () => {
        // Skipping goes on until there is room for a good stretch: single lines out of a flood would tell nothing.
        if (this.skipping && this.fill() < 0.5) this.skipping = false;
        else if (!this.skipping && options.follow && this.live && this.fill() >= 1) this.skipping = true;
        return !this.skipping;
      },
      line: (line) => this.add(line),
      skipped: (lines, bytes) => this.skip(lines, bytes),
    });
    source.on('data', (chunk: Buffer) => {
      this.parser.push(chunk);
      if (!this.live && this.fill() >= 1) source.pause();
      this.tell();
    });
    source.once('end', () => { this.parser.end(); this.finish(); });
    source.once('error', (error) => this.finish(error));
    source.once('close', () => this.finish());
  }

  get size() { return this.queue.length; }

  take(most: number): FeedEvent[] {
    const taken = this.queue.splice(0, most);
    for (const event of taken) {
      if (event.kind !== 'line') continue;
      this.lines--;
      this.bytes -= event.text.length;
    }
    if (this.source.isPaused() && this.fill() < 0.5) this.source.resume();
    return taken;
  }

  /** Resolves when there is something new, the stream ended, or the time is over. */
  async changed(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, withinMs);
    });
    this.wake = undefined;
    clearTimeout(timer);
  }

  close(): void {
    this.source.removeAllListeners('data');
    this.source.on('error', () => {});
    this.source.destroy();
    this.finish();
  }

  private fill = () => Math.max(this.lines / MOST_LINES, this.bytes / MOST_BYTES);

  private add(line: LogLine): void {
    this.live ||= line.at.slice(0, 19) >= this.startedAt;
    this.queue.push(line);
    this.lines++;
    this.bytes += line.text.length;
  }

  private skip(lines: number, bytes: number): void {
    const last = this.queue.at(-1);
    if (last?.kind === 'skipped') {
      last.lines += lines;
      last.bytes += bytes;
    } else this.queue.push({ kind: 'skipped', lines, bytes });
  }

  private finish(error?: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.error = error;
    this.tell();
  }

  private tell(): void {
    this.wake?.();
  }
}
