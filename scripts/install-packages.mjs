// What tests and measurements need beyond npm. Node's built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, step } from './steps.mjs';

/** Debian's packages, and the file by which each is known to be there. */
const PACKAGES = {
  'docker.io': 'dockerd', iptables: 'iptables', 'busybox-static': 'busybox', 'docker-registry': 'docker-registry', chromium: 'chromium',
  iproute2: 'ip', openssl: 'openssl', 'util-linux': 'unshare', postgresql: '/usr/lib/postgresql', slapd: 'slapd', 'ldap-utils': 'ldapadd', pebble: 'pebble', bind9: 'named', dnsutils: 'nsupdate', 'etcd-server': 'etcd', 'dnsmasq-base': 'dnsmasq', socat: 'socat', wrk: 'wrk', 'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
};

/** On a Debian machine as root whatever is missing is installed; elsewhere it is the person's. */
export async function installPackages() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  const missing = Object.entries(PACKAGES).filter(([, file]) => !isThere(file)).map(([name]) => name);
  if (missing.length === 0) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await step(`Installing ${missing.join(', ')}`, async () => {
    await run('apt-get', ['update', '-qq'], { env });
    await withoutServices(() => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env }));
  });
}

const POLICY = '/usr/sbin/policy-rc.d';

/** Tests start their own; a name server or a store that listens on this machine from now on was not asked for. */
async function withoutServices(work) {
  const own = !existsSync(POLICY);
  if (own) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await work();
    if (own) spawnSync('systemctl', ['disable', 'named.service', 'etcd.service'], { stdio: 'ignore' });
  } finally {
    if (own) rmSync(POLICY, { force: true });
  }
}

function isThere(file) {
  if (file.startsWith('/')) return existsSync(file);
  const found = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'].map((dir) => path.join(dir, file)).find((candidate) => existsSync(candidate));
  // A busybox that needs libraries would not run in an image that holds nothing else.
  return found !== undefined && (file !== 'busybox' || spawnSync('dpkg', ['-s', 'busybox-static'], { stdio: 'ignore' }).status === 0);
}
