import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

interface Wanted {
  names?: string[];
  subject?: string;
  /** What signs it; left out: itself. */
  by?: Made;
  authority?: boolean;
  key?: string[];
  days?: number;
  digest?: string;
  /** `[from, until]` as `YYYYMMDDHHMMSSZ`. */
  between?: [string, string];
}
export interface Made {
  cert: string;
  key: string;
}

/** A certificate as openssl makes it; needs no network and no files that stay. */
export function makeCertificate({ names = [], subject = names[0] ?? 'nobody', by, authority = false, key = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], days = 90, digest = 'sha256', between }: Wanted): Made {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-cert-'));
  const at = (name: string) => path.join(dir, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: dir });
  try {
    openssl('genpkey', ...key, '-out', at('key.pem'));
    const extensions = [...(names.length > 0 ? [`subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`] : []), `basicConstraints=CA:${authority ? 'TRUE' : 'FALSE'}`];
    writeFileSync(at('ca.conf'), `[ca]\ndefault_ca=c\n[c]\ndatabase=${at('index')}\nserial=${at('serial')}\nnew_certs_dir=${dir}\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n[x]\n${extensions.join('\n')}\n[req]\ndistinguished_name=d\n[d]\n`);
    writeFileSync(at('index'), '');
    writeFileSync(at('serial'), `${Date.now().toString(16).padStart(12, '0')}${Math.floor(Math.random() * 65_536).toString(16).padStart(4, '0')}\n`);
    openssl('req', '-new', '-config', at('ca.conf'), '-key', at('key.pem'), '-subj', `/CN=${subject}`, '-out', at('csr.pem'));
    if (by) {
      writeFileSync(at('by.pem'), by.cert);
      writeFileSync(at('by.key'), by.key);
    }
    openssl('ca', '-batch', '-notext', '-config', at('ca.conf'), '-in', at('csr.pem'), '-out', at('cert.pem'), '-md', digest, '-extensions', 'x', ...(between ? ['-startdate', between[0], '-enddate', between[1]] : ['-days', String(days)]), ...(by ? ['-cert', at('by.pem'), '-keyfile', at('by.key')] : ['-selfsign', '-keyfile', at('key.pem')]));
    return { cert: readFileSync(at('cert.pem'), 'utf8'), key: readFileSync(at('key.pem'), 'utf8') };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The same key behind a passphrase. */
export const encryptKey = (key: string) => execFileSync('openssl', ['pkey', '-aes256', '-passout', 'pass:secret'], { input: key, encoding: 'utf8' });
