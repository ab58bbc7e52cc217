import { log } from '@/lib/platform/server/log';
import { unseal } from '@/lib/platform/server/seal';
import { findValidCertificates } from './certificate.repo';

export interface ServedCertificate {
  id: string;
  groupPath: string;
  names: string[];
  /** Chain and private key in one, as HAProxy reads it. Never logged, never sent to a browser. */
  pem: string;
  notAfter: Date;
}

/** All that are valid now. Which is for which host, `bestCertificate` says. */
export async function certificatesFor(now = new Date()): Promise<ServedCertificate[]> {
  const rows = await findValidCertificates(now);
  return rows.flatMap(({ id, groupPath, names, chainPem, keySealed, notAfter }) => {
    try {
      return [{ id, groupPath, names, notAfter, pem: `${chainPem.trimEnd()}\n${unseal(keySealed)}` }];
    } catch (error) {
      // One whose seal is gone must not take the others from their hosts.
      log.error({ err: error, certificate: id }, 'the key of a certificate cannot be opened');
      return [];
    }
  });
}
