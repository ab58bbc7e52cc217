import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE_BYTES, type LogLine } from '../contract';
import { LogParser } from './log-parser';

const AT = '2026-01-31T08:00:00.123456789Z';
const frame = (stream: 1 | 2, payload: string | Buffer) => {
  const body = Buffer.from(payload as string);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
};

function parse(chunks: Buffer[], tty = false, accepts = () => true) {
  const lines: LogLine[] = [];
  const skipped = { lines: 0, bytes: 0 };
  const parser = new LogParser(tty, { accepts, line: (line) => lines.push(line), skipped: (count, bytes) => { skipped.lines += count; skipped.bytes += bytes; } });
  for (const chunk of chunks) parser.push(chunk);
  parser.end();
  return { lines, skipped };
}

describe('the log parser', () => {
  it('gives the same lines however the bytes are cut', () => {
    const whole = Buffer.concat([frame(1, `${AT} 你好 🌊\n`), frame(2, `${AT} oh\n`), frame(1, `${AT} last`)]);
    const expected = parse([whole]).lines;
    expect(expected.map(({ stream, text, at }) => [stream, text, at])).toEqual([['stdout', '你好 🌊', AT], ['stderr', 'oh', AT], ['stdout', 'last', AT]]);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (cuts) => {
      const chunks: Buffer[] = [];
      let at = 0;
      for (const cut of cuts) chunks.push(whole.subarray(at, (at += cut)));
      chunks.push(whole.subarray(at));
      expect(parse(chunks).lines).toEqual(expected);
    }));
  });

  it('shows invalid UTF-8 as such and goes on', () => {
    expect(parse([frame(1, Buffer.concat([Buffer.from(`${AT} a`), Buffer.from([0xff, 0xfe]), Buffer.from('b\n')]))]).lines[0]!.text).toBe('a\ufffd\ufffdb');
  });

  it('puts a long line together from its frames, cuts it between characters and says how much is missing', () => {
    const part = '海'.repeat(4_000);
    const { lines } = parse([frame(1, `${AT} ${part}`), frame(1, `${AT} ${part}\n`), frame(1, `${AT} next\n`)]);
    expect(lines).toHaveLength(2);
    expect(lines[0]!.text).toMatch(/^海+$/);
    const shown = Buffer.byteLength(lines[0]!.text);
    expect(shown).toBeLessThanOrEqual(LONGEST_LINE_BYTES);
    expect(lines[0]!.cutBytes).toBe(2 * Buffer.byteLength(part) - shown);
    expect(lines[1]!.text).toBe('next');
  });

  it('reads a terminal\'s plain bytes', () => {
    const { lines } = parse([Buffer.from(`${AT} one\r\n${AT} tw`), Buffer.from('o\r\n')], true);
    expect(lines.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('only counts while nobody can take lines', () => {
    let open = true;
    const chunks = [frame(1, `${AT} a\n`), frame(1, `${AT} b\n`), frame(2, `${AT} c\n`), frame(1, `${AT} d\n`)];
    const lines: string[] = [];
    let skipped = 0;
    const parser = new LogParser(false, { accepts: () => open, line: ({ text }) => lines.push(text), skipped: (count) => { skipped += count; } });
    chunks.forEach((chunk, index) => { open = index === 0 || index === 3; parser.push(chunk); });
    expect(lines).toEqual(['a', 'd']);
    expect(skipped).toBe(2);
  });

  it('does not trust a length with memory', () => {
    const header = Buffer.alloc(8);
    header[0] = 1;
    header.writeUInt32BE(0xffff_ffff, 4);
    expect(parse([header, Buffer.from(`${AT} tiny\n`)]).lines[0]!.text).toBe('tiny');
  });
});
