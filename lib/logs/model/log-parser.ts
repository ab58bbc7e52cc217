import { LONGEST_LINE_BYTES, type LogLine } from '../contract';

const HEADER_BYTES = 8;
const NEWLINE = 10;
const STDERR = 2;
/** A stamp is at most 35 bytes; it does not count towards the line. */
const KEPT_BYTES = LONGEST_LINE_BYTES + 64;

export interface LogSink {
  /** Asked before each piece: false, and the piece is only counted. */
  accepts(): boolean;
  line(line: LogLine): void;
  skipped(lines: number, bytes: number): void;
}

/** The beginning of a line whose end has not come yet; never holds more than one line may have. */
class Pending {
  private parts: Buffer[] = [];
  private kept = 0;
  private total = 0;

  get empty() { return this.total === 0; }

  add(bytes: Buffer): void {
    this.total += bytes.length;
    const room = KEPT_BYTES - this.kept;
    if (room <= 0) return;
    // A copy: a slice would keep the whole chunk that it was cut from.
    const part = Buffer.from(bytes.subarray(0, room));
    this.parts.push(part);
    this.kept += part.length;
  }

  take(): { bytes: Buffer; total: number } {
    const taken = { bytes: Buffer.concat(this.parts), total: this.total };
    this.parts = [];
    this.kept = this.total = 0;
    return taken;
  }
}

/**
 * Turns an engine's log stream into lines, however the bytes are cut into chunks. Without a terminal the engine sends frames
 * (an eight-byte header names the stream and the length); with one, plain bytes. A header's length is not trusted with
 * memory: payload passes through piece by piece.
 */
export class LogParser {
  private readonly pending = { stdout: new Pending(), stderr: new Pending() };
  private header = Buffer.alloc(HEADER_BYTES);
  private headerFilled = 0;
  private left = 0;
  private stream: 'stdout' | 'stderr' = 'stdout';
  private frameStarts = true;
  private skipping = false;

  constructor(
    private readonly tty: boolean,
    private readonly sink: LogSink,
  ) {}

  push(chunk: Buffer): void {
    if (this.tty) {
      this.skipping = !this.sink.accepts();
      this.payload(chunk);
      return;
    }
    let at = 0;
    while (at < chunk.length) {
      if (this.left === 0) {
        at = this.readHeader(chunk, at);
        continue;
      }
      const end = Math.min(at + this.left, chunk.length);
      this.left -= end - at;
      this.payload(chunk.subarray(at, end));
      at = end;
    }
  }

  /** What came without a newline at the very end is a line too. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) if (!this.pending[stream].empty) this.emit(stream);
  }

  private readHeader(chunk: Buffer, at: number): number {
    const taken = Math.min(HEADER_BYTES - this.headerFilled, chunk.length - at);
    chunk.copy(this.header, this.headerFilled, at, at + taken);
    this.headerFilled += taken;
    if (this.headerFilled === HEADER_BYTES) {
      this.headerFilled = 0;
      this.stream = this.header[0] === STDERR ? 'stderr' : 'stdout';
      this.left = this.header.readUInt32BE(4);
      this.frameStarts = true;
      this.skipping = !this.sink.accepts();
    }
    return at + taken;
  }

  private payload(bytes: Buffer): void {
    if (this.skipping) return this.skip(bytes);
    const pending = this.pending[this.stream];
    // A line of more than 16 KiB comes in several frames, each stamped anew: only the first stamp is the line's.
    if (this.frameStarts && !pending.empty && !this.tty) bytes = bytes.subarray(stampLength(bytes));
    this.frameStarts = false;
    let from = 0;
    for (let newline = bytes.indexOf(NEWLINE); newline >= 0; newline = bytes.indexOf(NEWLINE, from)) {
      pending.add(bytes.subarray(from, newline));
      this.emit(this.stream);
      from = newline + 1;
    }
    if (from < bytes.length) pending.add(bytes.subarray(from));
  }

  /** Counting newlines is all that a flood may cost. */
  private skip(bytes: Buffer): void {
    const pending = this.pending[this.stream];
    if (!pending.empty) this.emit(this.stream);
    let lines = 0;
    for (let newline = bytes.indexOf(NEWLINE); newline >= 0; newline = bytes.indexOf(NEWLINE, newline + 1)) lines++;
    this.sink.skipped(lines, bytes.length);
  }

  private emit(stream: 'stdout' | 'stderr'): void {
    const { bytes, total } = this.pending[stream].take();
    const stamp = stampLength(bytes);
    let end = Math.min(bytes.length, stamp + LONGEST_LINE_BYTES);
    const cutBytes = total - end;
    // Cut between characters, not inside one.
    if (cutBytes > 0) while (end > stamp && (bytes[end]! & 0xc0) === 0x80) end--;
    if (cutBytes <= 0 && end > stamp && bytes[end - 1] === 13) end--;
    this.sink.line({ kind: 'line', at: stamp ? bytes.toString('latin1', 0, stamp - 1) : '', stream, text: bytes.toString('utf8', stamp, end), ...(cutBytes > 0 && { cutBytes: total - end }) });
  }
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d) /;

/** Length of the engine's stamp with the space after it, or 0. */
function stampLength(bytes: Buffer): number {
  return STAMP.exec(bytes.toString('latin1', 0, 40))?.[0].length ?? 0;
}
