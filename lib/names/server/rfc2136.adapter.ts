import { randomInt } from 'node:crypto';
import type { SettingsOf } from '../contract';
import { namesErrors } from '../errors';
import { CLASS, RCODE, TYPE, decodeAnswer, encodeUpdate, encodeValue, type DnsRecord } from '../model/dns-message';
import { exchangeDns } from './exchange-dns';
import type { Opening, Publisher } from './publisher';
import { TSIG_ERROR, sign, verify, type TsigKey } from './tsig';

const NO_DATA = Buffer.alloc(0);
const KEY_BYTES = 8;
/** Beside the name, not at it: somebody's own TXT there stays possible. A wildcard's must not lie below the wildcard. */
export const markerOf = (name: string) => (name.startsWith('*.') ? `_gantry-any.${name.slice(2)}` : `_gantry.${name}`);

/**
 * Dynamic updates. Each name is one message whose prerequisites say that it is ours: a record that a person or another
 * console put there is never changed, also when it appears between two looks.
 */
export function openRfc2136(settings: SettingsOf<'rfc2136'>, { owner, secret }: Opening): Publisher {
  const key: TsigKey = { name: settings.keyName, algorithm: settings.algorithm, secret: Buffer.from(secret, 'base64') };
  if (key.secret.length < KEY_BYTES) throw namesErrors('bad_key', {}, '$.secret');
  const marker = (name: string) => ({ name: markerOf(name), ...encodeValue(`TXT gantry-owner=${owner}`) });
  const record = (name: string, value: string, klass: number, ttl: number): DnsRecord => ({ name, ...encodeValue(value), class: klass, ttl });
  const isOurs = (name: string): DnsRecord => ({ ...marker(name), class: CLASS.IN, ttl: 0 });
  const isFree = (name: string): DnsRecord[] => [
    ...[TYPE.A, TYPE.AAAA, TYPE.CNAME, TYPE.SRV].map((type) => ({ name, type, class: CLASS.NONE, ttl: 0, data: NO_DATA })),
    { name: markerOf(name), type: TYPE.TXT, class: CLASS.NONE, ttl: 0, data: NO_DATA },
  ];

  async function update(prerequisites: DnsRecord[], updates: DnsRecord[]): Promise<number> {
    const { signed, mac } = sign(encodeUpdate(randomInt(65_536), settings.zone, prerequisites, updates), key, Date.now());
    const answer = await exchangeDns(settings.server, signed, settings.transport);
    return readRcode(answer, signed.readUInt16BE(0), mac);
  }

  function readRcode(message: Buffer, id: number, mac: Buffer): number {
    const { server } = settings;
    let answer, checked;
    try {
      answer = decodeAnswer(message);
      checked = verify(message, answer, key, mac);
    } catch {
      throw namesErrors('answer_unreadable', { server });
    }
    if (typeof checked === 'object') throw namesErrors(checked.error === TSIG_ERROR.BADTIME ? 'clock_differs' : 'signature_refused', { server, key: key.name });
    const { rcode } = answer;
    const isRefusal = rcode === RCODE.REFUSED || rcode === RCODE.NOTAUTH || rcode === RCODE.NOTZONE;
    // Some refuse before they look at the signature, and so cannot sign; believing a refusal changes nothing.
    if (answer.id !== id || (checked === 'bad' && !isRefusal)) throw namesErrors('answer_forged', { server });
    if (rcode === RCODE.NOTAUTH || rcode === RCODE.NOTZONE) throw namesErrors('zone_unknown', { server, zone: settings.zone });
    if (rcode === RCODE.REFUSED) throw namesErrors('update_refused', { server, zone: settings.zone, key: key.name });
    return rcode;
  }

  const fail = (rcode: number) => namesErrors('server_refused', { server: settings.server, reason: `RCODE ${rcode}` });
  return {
    async put(name, values, before) {
      const adds = values.map((value) => record(name, value, CLASS.IN, settings.ttl));
      const gone = before.filter((value) => !values.includes(value)).map((value) => record(name, value, CLASS.NONE, 0));
      const rcode = await update([isOurs(name)], [...gone, ...adds]);
      if (rcode === 0) return 'out';
      if (rcode !== RCODE.NXRRSET) throw fail(rcode);
      const first = await update(isFree(name), [{ ...isOurs(name), ttl: settings.ttl }, ...adds]);
      if (first === 0) return 'out';
      if (first === RCODE.YXRRSET || first === RCODE.YXDOMAIN) return 'taken';
      throw fail(first);
    },
    async withdraw(name, values) {
      const rcode = await update([isOurs(name)], [...values.map((value) => record(name, value, CLASS.NONE, 0)), { ...isOurs(name), class: CLASS.NONE }]);
      // Without our mark nothing there is ours.
      if (rcode !== 0 && rcode !== RCODE.NXRRSET) throw fail(rcode);
    },
    async test() {
      const rcode = await update([], []);
      if (rcode !== 0) throw fail(rcode);
    },
  };
}
