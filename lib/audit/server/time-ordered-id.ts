import { randomBytes } from 'node:crypto';

let last = { ms: 0, count: 0 };

/** A UUIDv7 of this moment; within a millisecond this process's ids rise, so that rows sort as they were made. */
export function timeOrderedId(ms: number): string {
  last = { ms, count: ms === last.ms ? last.count + 1 : 0 };
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (last.count & 0xfff), 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
