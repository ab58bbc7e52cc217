import { createHmac, timingSafeEqual } from 'node:crypto';
import { CLASS, TYPE, encodeName, encodeRecord, readName, skipName, u16, u32, type DnsAnswer } from '../model/dns-message';

const FUDGE_SECONDS = 300;
export const TSIG_ERROR = { BADSIG: 16, BADKEY: 17, BADTIME: 18 } as const;

export interface TsigKey {
  name: string;
  algorithm: 'hmac-sha256' | 'hmac-sha512';
  secret: Buffer;
}

const digest = ({ algorithm, secret }: TsigKey, ...parts: Buffer[]) => createHmac(algorithm.slice('hmac-'.length), secret).update(Buffer.concat(parts)).digest();
const u48 = (value: number) => { const bytes = Buffer.alloc(6); bytes.writeUIntBE(value, 0, 6); return bytes; };
const withAdditional = (message: Buffer, count: number) => Buffer.concat([message.subarray(0, 10), u16(count), message.subarray(12)]);

/** RFC 8945: the message with its signature behind it, and the signature for checking the answer. */
export function sign(message: Buffer, key: TsigKey, nowMs: number): { signed: Buffer; mac: Buffer } {
  const name = key.name.toLowerCase();
  const [algorithm, time] = [encodeName(key.algorithm), u48(Math.floor(nowMs / 1000))];
  const mac = digest(key, message, encodeName(name), u16(CLASS.ANY), u32(0), algorithm, time, u16(FUDGE_SECONDS), u16(0), u16(0));
  const data = Buffer.concat([algorithm, time, u16(FUDGE_SECONDS), u16(mac.length), mac, message.subarray(0, 2), u16(0), u16(0)]);
  return { signed: Buffer.concat([withAdditional(message, message.readUInt16BE(10) + 1), encodeRecord({ name, type: TYPE.TSIG, class: CLASS.ANY, ttl: 0, data })]), mac };
}

/** What the signature of an answer says: `good`, forged or missing, or the server's complaint about ours. */
export function verify(message: Buffer, answer: DnsAnswer, key: TsigKey, requestMac: Buffer): 'good' | 'bad' | { error: number } {
  if (!answer.tsig) return 'bad';
  const { at, name, data } = answer.tsig;
  let offset = skipName(data, 0);
  const algorithm = readName(data, 0);
  const time = data.subarray(offset, (offset += 6));
  const fudge = data.subarray(offset, (offset += 2));
  const size = data.readUInt16BE(offset);
  const mac = data.subarray(offset + 2, (offset += 2 + size));
  const originalId = data.subarray(offset, (offset += 2));
  const error = data.readUInt16BE(offset);
  // A server that cannot check our signature cannot sign its answer.
  if (error === TSIG_ERROR.BADKEY || error === TSIG_ERROR.BADSIG) return { error };
  if (name !== key.name.toLowerCase() || algorithm !== key.algorithm) return 'bad';
  const unsigned = Buffer.concat([originalId, withAdditional(message.subarray(0, at), message.readUInt16BE(10) - 1).subarray(2)]);
  const wanted = digest(key, u16(requestMac.length), requestMac, unsigned, encodeName(name), u16(CLASS.ANY), u32(0), encodeName(algorithm), time, fudge, data.subarray(offset));
  if (wanted.length !== mac.length || !timingSafeEqual(wanted, mac)) return 'bad';
  return error === 0 ? 'good' : { error };
}
