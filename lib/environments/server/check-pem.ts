import { X509Certificate, createPrivateKey } from 'node:crypto';
import { environmentErrors } from '../errors';

/** Says which of the three texts is wrong, before a handshake would say that something is. */
export function checkPem(tls: { ca: string; cert: string; key: string }): void {
  read('ca', () => new X509Certificate(tls.ca));
  const cert = read('cert', () => new X509Certificate(tls.cert));
  const key = read('key', () => createPrivateKey(tls.key));
  if (!cert.checkPrivateKey(key)) throw environmentErrors('tls_key_mismatch', {}, '$.connection.tls.key');

  function read<T>(part: 'ca' | 'cert' | 'key', parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw environmentErrors('invalid_tls', { part, reason: (error as Error).message }, `$.connection.tls.${part}`);
    }
  }
}
