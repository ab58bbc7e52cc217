import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeRunFolder } from './run-folder';

export const DIRECTORY = { base: 'dc=example,dc=com', bindDn: 'cn=admin,dc=example,dc=com', bindPassword: 'the directory reader' };

export interface DirectoryPerson {
  uid: string;
  password: string;
  mail?: string;
  name?: string;
}

/** A real slapd with an authority, a certificate for `localhost` and a data folder of its own. */
export async function startDirectory() {
  const folder = makeRunFolder('gantry-ldap-');
  const { dir } = folder;
  const [plainPort, tlsPort] = [await freePort(), await freePort()];
  makeCertificates(dir);
  mkdirSync(path.join(dir, 'data'));
  writeFileSync(path.join(dir, 'slapd.conf'), configuration(dir));
  const urls = { plain: `ldap://localhost:${plainPort}`, tls: `ldaps://localhost:${tlsPort}` };
  const child = spawn('/usr/sbin/slapd', ['-d', '0', '-f', path.join(dir, 'slapd.conf'), '-h', `ldap://127.0.0.1:${plainPort}/ ldaps://127.0.0.1:${tlsPort}/`], { stdio: ['ignore', 'ignore', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const add = (ldif: string) => void execFileSync('ldapadd', ['-x', '-H', `ldap://127.0.0.1:${plainPort}`, '-D', DIRECTORY.bindDn, '-w', DIRECTORY.bindPassword], { input: ldif });
  await untilOpen(plainPort, child);
  add(`dn: ${DIRECTORY.base}\nobjectClass: dcObject\nobjectClass: organization\no: Example\n\ndn: ou=people,${DIRECTORY.base}\nobjectClass: organizationalUnit\nou: people\n`);
  const dnOf = (uid: string) => `uid=${uid},ou=people,${DIRECTORY.base}`;
  return {
    ...urls,
    ca: readFileSync(path.join(dir, 'ca.pem'), 'utf8'),
    dnOf,
    addPerson: ({ uid, password, mail, name = uid }: DirectoryPerson) =>
      add(`dn: ${dnOf(uid)}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${name}\nsn: ${name}\nuserPassword: ${password}\n${mail ? `mail: ${mail}\n` : ''}`),
    addGroup: (cn: string, uids: string[]) => add(`dn: cn=${cn},${DIRECTORY.base}\nobjectClass: groupOfNames\ncn: ${cn}\n${uids.map((uid) => `member: ${dnOf(uid)}\n`).join('')}`),
    removeGroup: (cn: string) => void execFileSync('ldapdelete', ['-x', '-H', `ldap://127.0.0.1:${plainPort}`, '-D', DIRECTORY.bindDn, '-w', DIRECTORY.bindPassword, `cn=${cn},${DIRECTORY.base}`]),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
      folder.remove();
    },
  };
}

const configuration = (dir: string) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile ${dir}/pid
TLSCACertificateFile ${dir}/ca.pem
TLSCertificateFile ${dir}/server.pem
TLSCertificateKeyFile ${dir}/server.key
# What a careless directory allows: a bind with a name and no password succeeds as nobody.
allow bind_anon_dn bind_anon_cred
access to attrs=userPassword by anonymous auth by * none
access to * by * read
database mdb
maxsize 10485760
suffix "${DIRECTORY.base}"
rootdn "${DIRECTORY.bindDn}"
rootpw "${DIRECTORY.bindPassword}"
directory ${dir}/data
overlay memberof
`;

function makeCertificates(dir: string): void {
  const openssl = (...args: string[]) => void execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority');
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(path.join(dir, 'names'), 'subjectAltName=DNS:localhost\n');
  openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'server.pem', '-days', '2', '-extfile', 'names');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 15_000; Date.now() < until; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`slapd ended with ${child.exitCode}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
  }
  throw new Error('slapd does not answer');
}
