/** RFC 1035 and 2136: as much of the wire format as a dynamic update needs. No library on npm knows class NONE and empty data. */
export const TYPE = { A: 1, CNAME: 5, SOA: 6, TXT: 16, AAAA: 28, SRV: 33, TSIG: 250, ANY: 255 } as const;
export const CLASS = { IN: 1, NONE: 254, ANY: 255 } as const;
export const RCODE = { REFUSED: 5, YXDOMAIN: 6, YXRRSET: 7, NXRRSET: 8, NOTAUTH: 9, NOTZONE: 10 } as const;
const UPDATE = 5 << 11;

export interface DnsRecord {
  name: string;
  type: number;
  class: number;
  ttl: number;
  data: Buffer;
}

const MOST_LABEL = 63;
export function encodeName(name: string): Buffer {
  const labels = name.replace(/\.$/, '').split('.').filter((label) => label !== '');
  const parts = labels.map((label) => {
    const bytes = Buffer.from(label, 'latin1');
    if (bytes.length > MOST_LABEL) throw new RangeError(`label too long: ${label}`);
    return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  });
  return Buffer.concat([...parts, Buffer.from([0])]);
}

export const u16 = (value: number) => { const bytes = Buffer.alloc(2); bytes.writeUInt16BE(value); return bytes; };
export const u32 = (value: number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; };

export const encodeRecord = ({ name, type, class: klass, ttl, data }: DnsRecord) => Buffer.concat([encodeName(name), u16(type), u16(klass), u32(ttl), u16(data.length), data]);

/** The update section's meaning is in the classes: IN adds, NONE deletes one record, ANY deletes all of a type. */
export function encodeUpdate(id: number, zone: string, prerequisites: readonly DnsRecord[], updates: readonly DnsRecord[]): Buffer {
  return Buffer.concat([
    u16(id), u16(UPDATE), u16(1), u16(prerequisites.length), u16(updates.length), u16(0),
    encodeName(zone), u16(TYPE.SOA), u16(CLASS.IN),
    ...prerequisites.map(encodeRecord), ...updates.map(encodeRecord),
  ]);
}

/** `A 10.0.0.1`, `AAAA …`, `TXT words`, `SRV 0 0 80 name` → type and data. */
export function encodeValue(value: string): { type: number; data: Buffer } {
  const [type, ...rest] = value.split(' ');
  switch (type) {
    case 'A':
      return { type: TYPE.A, data: Buffer.from(rest[0]!.split('.').map(Number)) };
    case 'AAAA':
      return { type: TYPE.AAAA, data: encodeV6(rest[0]!) };
    case 'TXT': {
      const text = Buffer.from(rest.join(' '), 'utf8');
      return { type: TYPE.TXT, data: Buffer.concat([Buffer.from([text.length]), text]) };
    }
    case 'SRV':
      return { type: TYPE.SRV, data: Buffer.concat([u16(Number(rest[0])), u16(Number(rest[1])), u16(Number(rest[2])), encodeName(rest[3]!)]) };
    default:
      throw new TypeError(`no such type: ${type}`);
  }
}

function encodeV6(address: string): Buffer {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const words = (text: string) => text.split(':').filter((word) => word !== '').map((word) => parseInt(word, 16));
  const [before, after] = [words(head), words(tail ?? '')];
  return Buffer.concat([...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after].map(u16));
}

export interface DnsAnswer {
  id: number;
  rcode: number;
  /** The last record of the additional section, if it is a signature, and where it begins. */
  tsig: { at: number; name: string; class: number; ttl: number; data: Buffer } | null;
}

/** Throws on what is no DNS message. */
export function decodeAnswer(message: Buffer): DnsAnswer {
  const counts = [4, 6, 8, 10].map((at) => message.readUInt16BE(at));
  let at = 12;
  for (let i = 0; i < counts[0]!; i++) at = skipName(message, at) + 4;
  let tsig: DnsAnswer['tsig'] = null;
  const records = counts[1]! + counts[2]! + counts[3]!;
  for (let i = 0; i < records; i++) {
    const start = at;
    at = skipName(message, at);
    const [type, klass, ttl, length] = [message.readUInt16BE(at), message.readUInt16BE(at + 2), message.readUInt32BE(at + 4), message.readUInt16BE(at + 8)];
    const data = message.subarray(at + 10, at + 10 + length);
    if (data.length !== length) throw new RangeError('cut off');
    at += 10 + length;
    if (i === records - 1 && counts[3]! > 0 && type === TYPE.TSIG) tsig = { at: start, name: readName(message, start), class: klass, ttl, data };
  }
  return { id: message.readUInt16BE(0), rcode: message.readUInt16BE(2) & 0xf, tsig };
}

/** The offset behind a name; a pointer ends it. */
export function skipName(message: Buffer, at: number): number {
  for (;;) {
    const length = message.readUInt8(at);
    if ((length & 0xc0) === 0xc0) return at + 2;
    if (length === 0) return at + 1;
    at += 1 + length;
  }
}

/** Follows pointers backwards only, so that no circle holds it. */
export function readName(message: Buffer, at: number): string {
  const labels: string[] = [];
  for (let end = message.length; ; ) {
    const length = message.readUInt8(at);
    if ((length & 0xc0) === 0xc0) {
      const to = message.readUInt16BE(at) & 0x3fff;
      if (to >= Math.min(at, end)) throw new RangeError('a pointer that leads forward');
      end = at;
      at = to;
    } else if (length === 0) return labels.join('.').toLowerCase();
    else {
      labels.push(message.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
}
