import { beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/platform/errors';
import { encryptKey, makeCertificate, type Made } from '@/lib/testing/make-certificate';
import { parseCertificate } from './parse-certificate';

let root: Made;
let middle: Made;
let leaf: Made;
beforeAll(() => {
  root = makeCertificate({ subject: 'Root', authority: true });
  middle = makeCertificate({ subject: 'Middle', authority: true, by: root });
  leaf = makeCertificate({ subject: 'ignored.test', names: ['WWW.Example.com', '*.example.com'], by: middle });
});

const parse = (chain: string, key: string, now = new Date()) => parseCertificate(chain, key, now);
const refusal = (chain: string, key: string, now?: Date) => {
  try {
    parse(chain, key, now);
    return 'taken';
  } catch (error) {
    if (!isAppError(error)) throw error;
    expect(JSON.stringify(error.params)).not.toContain('PRIVATE');
    return `${error.code.replace('certificates.', '')} ${error.path}`;
  }
};
const certificates = (pem: string) => pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)!.map((block) => block.replace(/\s/g, ''));

describe('an uploaded certificate', () => {
  it('is read: names of its SAN in lower case, who issued it, how long it is good', () => {
    const { names, issuer, notBefore, notAfter } = parse(leaf.cert, leaf.key);
    expect(names).toEqual(['www.example.com', '*.example.com']);
    expect(issuer).toBe('Middle');
    expect(notAfter.getTime() - notBefore.getTime()).toBe(90 * 86_400_000);
  });

  it('gets its chain sorted, also when the key comes in the old form', () => {
    const inOrder = certificates([leaf, middle, root].map(({ cert }) => cert).join(''));
    for (const mixed of [[root, leaf, middle], [middle, root, leaf, leaf], [leaf, middle, root]]) expect(certificates(parse(mixed.map(({ cert }) => cert).join('\r\n'), leaf.key).chainPem)).toEqual(inOrder);
  });

  it.each<[string, () => string]>([
    ['not_pem $.chainPem', () => refusal('hello', leaf.key)],
    ['not_a_certificate $.chainPem', () => refusal(leaf.cert.replace(/\n[A-Za-z0-9+/]{64}\n/, '\n'), leaf.key)],
    ['key_in_chain $.chainPem', () => refusal(leaf.cert + leaf.key, leaf.key)],
    ['key_not_pem $.privateKeyPem', () => refusal(leaf.cert, leaf.cert)],
    ['key_encrypted $.privateKeyPem', () => refusal(leaf.cert, encryptKey(leaf.key))],
    ['key_broken $.privateKeyPem', () => refusal(leaf.cert, leaf.key.replace(/\n.{20}/, '\n'))],
    ['key_does_not_fit $.privateKeyPem', () => refusal(leaf.cert, middle.key)],
    ['chain_foreign $.chainPem', () => refusal(leaf.cert + root.cert, leaf.key)],
    ['chain_foreign $.chainPem', () => refusal(leaf.cert + middle.cert + makeCertificate({ names: ['other.test'] }).cert, leaf.key)],
    ['expired $.chainPem', () => refusal(leaf.cert, leaf.key, new Date(Date.now() + 91 * 86_400_000))],
    ['not_yet_valid $.chainPem', () => refusal(leaf.cert, leaf.key, new Date(Date.now() - 86_400_000))],
    ['no_names $.chainPem', () => { const one = makeCertificate({ subject: 'www.example.com' }); return refusal(one.cert, one.key); }],
    ['weak_key $.privateKeyPem', () => { const one = makeCertificate({ names: ['a.test'], key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'] }); return refusal(one.cert, one.key); }],
    ['weak_key $.privateKeyPem', () => { const one = makeCertificate({ names: ['a.test'], key: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'] }); return refusal(one.cert, one.key); }],
    ['weak_signature $.chainPem', () => { const one = makeCertificate({ names: ['a.test'], by: root, digest: 'sha1' }); return refusal(one.cert, one.key); }],
    ['taken', () => { const one = makeCertificate({ names: ['a.test'], key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] }); return refusal(one.cert, one.key); }],
  ])('%s', (expected, refused) => expect(refused()).toBe(expected));
});
