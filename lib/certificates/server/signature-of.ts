/** As hex of the object identifier's bytes. */
export const WEAK_SIGNATURES: Record<string, string> = { '2a864886f70d010104': 'MD5', '2a864886f70d010105': 'SHA-1', '2a8648ce3d0401': 'SHA-1', '2b0e03021d': 'SHA-1' };

/** By which algorithm a certificate is signed: the identifier in `SEQUENCE { tbs, SEQUENCE { identifier, … }, … }`. Node tells no word of it before version 24. */
export function signatureOf(der: Buffer): string {
  const tbs = contentAt(der, contentAt(der, 0).start);
  const algorithm = contentAt(der, tbs.end);
  const identifier = contentAt(der, algorithm.start);
  return der.subarray(identifier.start, identifier.end).toString('hex');
}

/** Where the content of the element at `offset` begins and ends. */
function contentAt(der: Buffer, offset: number): { start: number; end: number } {
  const first = der[offset + 1]!;
  const size = first < 0x80 ? 0 : first & 0x7f;
  const start = offset + 2 + size;
  return { start, end: start + (size === 0 ? first : der.readUIntBE(offset + 2, size)) };
}
