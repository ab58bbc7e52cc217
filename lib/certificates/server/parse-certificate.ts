import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { certificateErrors } from '../errors';
import { signatureOf, WEAK_SIGNATURES } from './signature-of';

export interface ParsedCertificate {
  names: string[];
  /** Sorted: the certificate first, each next one having signed the one before. */
  chainPem: string;
  keyPem: string;
  issuer: string;
  notBefore: Date;
  notAfter: Date;
}

const CHAIN = '$.chainPem';
const KEY = '$.privateKeyPem';
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const NAME = /^(\*\.)?[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const LEAST_RSA_BITS = 2048;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Whether these can be served with, said in words where not. Nothing of the key is in any error. */
export function parseCertificate(chainPem: string, privateKeyPem: string, now: Date): ParsedCertificate {
  const certificates = readChain(chainPem);
  const key = readKey(privateKeyPem);
  const leaf = certificates.find((one) => one.checkPrivateKey(key));
  if (!leaf) throw certificateErrors('key_does_not_fit', { subject: nameOf(certificates[0]!.subject) }, KEY);
  const chain = sortChain(leaf, certificates);
  const [notBefore, notAfter] = [new Date(leaf.validFrom), new Date(leaf.validTo)];
  if (notAfter <= now) throw certificateErrors('expired', { date: day(notAfter) }, CHAIN);
  if (notBefore > now) throw certificateErrors('not_yet_valid', { date: day(notBefore) }, CHAIN);
  refuseWeak(key, chain);
  const names = namesOf(leaf);
  if (names.length === 0) throw certificateErrors('no_names', {}, CHAIN);
  return { names, chainPem: chain.map((one) => one.toString().trim()).join('\n').concat('\n'), keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(), issuer: nameOf(leaf.issuer), notBefore, notAfter };
}

function readChain(pem: string): X509Certificate[] {
  if (/PRIVATE KEY-----/.test(pem)) throw certificateErrors('key_in_chain', {}, CHAIN);
  const blocks = pem.match(BLOCK);
  if (!blocks) throw certificateErrors('not_pem', {}, CHAIN);
  return blocks.map((block, i) => {
    try {
      return new X509Certificate(block);
    } catch {
      throw certificateErrors('not_a_certificate', { number: i + 1 }, CHAIN);
    }
  });
}

function readKey(pem: string): KeyObject {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) throw certificateErrors('key_not_pem', {}, KEY);
  if (/ENCRYPTED/.test(pem)) throw certificateErrors('key_encrypted', {}, KEY);
  try {
    return createPrivateKey(pem);
  } catch {
    throw certificateErrors('key_broken', {}, KEY);
  }
}

function sortChain(leaf: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  const rest = new Map(all.filter(({ fingerprint256 }) => fingerprint256 !== leaf.fingerprint256).map((one) => [one.fingerprint256, one]));
  for (;;) {
    const last = chain.at(-1)!;
    const next = [...rest.values()].find((one) => last.checkIssued(one) && last.verify(one.publicKey));
    if (!next) break;
    rest.delete(next.fingerprint256);
    chain.push(next);
  }
  const [foreign] = rest.values();
  if (foreign) throw certificateErrors('chain_foreign', { subject: nameOf(foreign.subject), leaf: nameOf(leaf.subject) || namesOf(leaf)[0] || '' }, CHAIN);
  return chain;
}

function refuseWeak(key: KeyObject, chain: readonly X509Certificate[]): void {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const kind = key.asymmetricKeyType ?? '';
  if (kind.startsWith('rsa') ? modulusLength < LEAST_RSA_BITS : kind === 'ec' ? !CURVES.has(namedCurve) : !kind.startsWith('ed')) {
    throw certificateErrors('weak_key', { kind: kind.startsWith('rsa') ? `RSA ${modulusLength}` : `${kind.toUpperCase()} ${namedCurve}`.trim() }, KEY);
  }
  // Nobody checks by what a root signed itself.
  const weak = chain.filter((one) => one.subject !== one.issuer).map((one) => WEAK_SIGNATURES[signatureOf(one.raw)]).find(Boolean);
  if (weak) throw certificateErrors('weak_signature', { algorithm: weak }, CHAIN);
}

const namesOf = ({ subjectAltName = '' }: X509Certificate) =>
  [...new Set(subjectAltName.split(', ').flatMap((part) => (part.startsWith('DNS:') ? [part.slice(4).toLowerCase()] : [])))].filter((name) => name.length <= 253 && NAME.test(name));

/** The common name of a distinguished name, else all of it. */
const nameOf = (distinguished: string) => (/^CN=(.*)$/m.exec(distinguished)?.[1] ?? distinguished.replaceAll('\n', ', ')).slice(0, 200);
const day = (date: Date) => date.toISOString().slice(0, 10);
