// What tests and measurements need beyond npm. Node's built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run, step } from './steps.mjs';

/** Debian's packages, and the file by which each is known to be there. */
const PACKAGES = {
  'docker.io': 'dockerd', iptables: 'iptables', 'busybox-static': 'busybox', 'docker-registry': 'docker-registry', chromium: 'chromium',
  iproute2: 'ip', openssl: 'openssl', 'util-linux': 'unshare', postgresql: '/usr/lib/postgresql', slapd: 'slapd', 'ldap-utils': 'ldapadd', pebble: 'pebble', 'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
};

/** On a Debian machine as root whatever is missing is installed; elsewhere it is the person's. */
export async function installPackages() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  const missing = Object.entries(PACKAGES).filter(([, file]) => !isThere(file)).map(([name]) => name);
  if (missing.length === 0) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await step(`Installing ${missing.join(', ')}`, async () => {
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env });
  });
}

function isThere(file) {
  if (file.startsWith('/')) return existsSync(file);
  const found = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'].map((dir) => path.join(dir, file)).find((candidate) => existsSync(candidate));
  // A busybox that needs libraries would not run in an image that holds nothing else.
  return found !== undefined && (file !== 'busybox' || spawnSync('dpkg', ['-s', 'busybox-static'], { stdio: 'ignore' }).status === 0);
}
