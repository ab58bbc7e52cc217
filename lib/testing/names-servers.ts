import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeRunFolder } from './run-folder';

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 25) {
    if (child.exitCode !== null) throw new Error('the server did not start');
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await sleep(25);
  }
  throw new Error(`nothing listens at ${port}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}

/** A real BIND with one zone that the key `gantry` may change. */
export async function startBind(zone = 'apps.example.com') {
  const folder = makeRunFolder('gantry-bind-');
  const { dir } = folder;
  chmodSync(dir, 0o777);
  const port = await freePort();
  const secret = Buffer.from('a key of thirty-two bytes length').toString('base64');
  mkdirSync(path.join(dir, 'zones'));
  writeFileSync(path.join(dir, 'zones/zone'), `$TTL 60\n@ IN SOA ns.${zone}. admin.${zone}. 1 60 60 60 1\n@ IN NS ns.${zone}.\nns IN A 192.0.2.1\nforeign IN A 192.0.2.99\nwww IN CNAME foreign\n`);
  writeFileSync(path.join(dir, 'named.conf'), `
    options { directory "${dir}"; pid-file none; session-keyfile "${dir}/session.key"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; notify no; };
    controls { };
    key gantry { algorithm hmac-sha256; secret "${secret}"; };
    key other { algorithm hmac-sha256; secret "${secret}"; };
    zone "${zone}" { type primary; file "zones/zone"; allow-update { key gantry; }; };`);
  const start = async () => {
    const child = spawn('/usr/sbin/named', ['-g', '-c', path.join(dir, 'named.conf')], { stdio: process.env.NAMED_LOG ? 'inherit' : 'ignore' });
    process.once('exit', () => child.kill('SIGKILL'));
    await untilOpen(port, child);
    return child;
  };
  let child = await start();
  return {
    server: `127.0.0.1:${port}`, zone, secret,
    /** What a resolver gets, sorted. */
    look: (name: string, type = 'A') => execFileSync('dig', ['+short', '+tries=1', '+time=2', '-p', String(port), '@127.0.0.1', name, type], { encoding: 'utf8' }).trim().split('\n').filter(Boolean).sort(),
    /** As a person who holds the key. */
    update: (...lines: string[]) => void execFileSync('nsupdate', ['-y', `hmac-sha256:gantry:${secret}`], { input: [`server 127.0.0.1 ${port}`, `zone ${zone}`, ...lines, 'send', ''].join('\n') }),
    kill: () => end(child),
    restart: async () => { child = await start(); },
    stop: async () => { await end(child); folder.remove(); },
  };
}

/** A real etcd with its JSON gateway. */
export async function startEtcd() {
  const folder = makeRunFolder('gantry-etcd-');
  const [port, peer] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('etcd', ['--data-dir', path.join(folder.dir, 'data'), '--listen-client-urls', url, '--advertise-client-urls', url, '--listen-peer-urls', `http://127.0.0.1:${peer}`, '--initial-advertise-peer-urls', `http://127.0.0.1:${peer}`, '--initial-cluster', `default=http://127.0.0.1:${peer}`], { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  await untilOpen(port, child);
  let token = '';
  const post = async (at: string, body: object) => (await fetch(`${url}/v3/${at}`, { method: 'POST', body: JSON.stringify(body), ...(token && { headers: { authorization: token } }) })).json() as Promise<{ token?: string; kvs?: { key: string; value: string }[] }>;
  const b64 = (text: string) => Buffer.from(text).toString('base64');
  return {
    url,
    put: (key: string, value: string) => post('kv/put', { key: b64(key), value: b64(value) }),
    /** Everything below a prefix. */
    async all(prefix: string): Promise<Record<string, string>> {
      const { kvs = [] } = await post('kv/range', { key: b64(prefix), range_end: b64(`${prefix}\xff`.replace('\xff', '~')) });
      return Object.fromEntries(kvs.map(({ key, value }) => [Buffer.from(key, 'base64').toString(), Buffer.from(value, 'base64').toString()]));
    },
    async lock(password: string) {
      await post('auth/user/add', { name: 'root', password });
      await post('auth/role/add', { name: 'root' });
      await post('auth/user/grant', { user: 'root', role: 'root' });
      await post('auth/enable', {});
      token = (await post('auth/authenticate', { name: 'root', password })).token!;
    },
    stop: async () => { await end(child); folder.remove(); },
  };
}
