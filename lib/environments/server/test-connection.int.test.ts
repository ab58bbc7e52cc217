import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngine } from '@/lib/testing/engine';
import { makeSshKey, startSshHost, type SshHost } from '@/lib/testing/ssh-host';
import { canStartEngines, makeCertificates, startTlsEngine, type TlsEngine } from '@/lib/testing/start-engine';
import type { ConnectionInput } from '../contract';
import { testConnection } from './test-connection';

const closers: (() => unknown)[] = [];
afterAll(async () => { await Promise.all(closers.map((close) => close())); });

async function listen(server: net.Server, { path: at, address = '127.0.0.1' }: { path?: string; address?: string } = {}): Promise<number> {
  await new Promise<void>((resolve) => (at ? server.listen(at, resolve) : server.listen(0, address, resolve)));
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => { sockets.add(socket); socket.on('error', () => {}); });
  closers.push(() => { for (const socket of sockets) socket.destroy(); server.close(); });
  return at ? 0 : (server.address() as net.AddressInfo).port;
}
const webServer = () => http.createServer((_, response) => response.end('<h1>It works!</h1>'));
const closedPort = async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
const tcp = (port: number, tls?: { ca: string; cert: string; key: string }, host = '127.0.0.1'): ConnectionInput => ({ kind: 'tcp', host, port, ...(tls && { tls }) });
const refused = (connection: ConnectionInput, code: string, at: string) => expect(testConnection(connection)).rejects.toMatchObject({ code: `environments.${code}`, path: `$.connection.${at}` });

describe('a socket', () => {
  it('that an engine listens at tells what it is', async () => {
    expect(await testConnection({ kind: 'socket', socketPath: testEngine.socketPath })).toMatchObject({ apiVersion: expect.stringMatching(/^1\.\d+$/), engineVersion: expect.any(String), host: expect.any(String) });
  });

  it('is told by what is wrong with it', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'gtc-'));
    const file = path.join(dir, 'file');
    writeFileSync(file, 'no socket');
    const left = path.join(dir, 'web.sock');
    await listen(webServer(), { path: left });
    const socket = (socketPath: string): ConnectionInput => ({ kind: 'socket', socketPath });
    await refused(socket('/nowhere/docker.sock'), 'socket_missing', 'socketPath');
    await refused(socket(path.join(file, 'docker.sock')), 'socket_missing', 'socketPath');
    await refused(socket(file), 'connection_refused', 'socketPath');
    await refused(socket(left), 'not_docker', 'socketPath');
  });
});

describe('a host and port', () => {
  it('is told by what is wrong with it', async () => {
    await refused(tcp(await closedPort()), 'connection_refused', 'port');
    await refused(tcp(2376, undefined, 'no-such-host.invalid'), 'host_name_unknown', 'host');
    await refused(tcp(await listen(webServer())), 'not_docker', 'port');
    await refused(tcp(await listen(net.createServer((socket) => void socket.end('SSH-2.0-x\r\n')))), 'not_docker', 'port');
  });

  it('that accepts and says nothing is given up on', async () => {
    const port = await listen(net.createServer());
    await Promise.all([
      refused(tcp(port), 'engine_timeout', 'port'),
      // SSH has a clock of its own, which says what was being waited for.
      refused({ kind: 'ssh', host: '127.0.0.1', port, username: 'root', privateKey: makeSshKey() }, 'not_ssh', 'port'),
    ]);
  });
});

describe.skipIf(!canStartEngines)('an engine behind TLS', () => {
  let engine: TlsEngine;
  let others: ReturnType<typeof makeCertificates>;
  beforeAll(async () => {
    engine = await startTlsEngine();
    closers.push(() => engine.stop());
    others = makeCertificates(path.join(engine.dir, 'others'));
  });

  it('takes who holds its certificates', async () => {
    expect((await testConnection(tcp(engine.port, engine.tls))).engineVersion).toBeTruthy();
    expect((await testConnection(tcp(engine.port, engine.tls, 'localhost'))).engineVersion).toBeTruthy();
  });

  it('is told by what is wrong with a certificate, at its field', async () => {
    const { ca, cert, key } = engine.tls;
    const [otherCert, otherKey] = [others.read('client.pem'), others.read('client-key.pem')];
    await refused(tcp(engine.port, { ca: others.read('ca.pem'), cert, key }), 'tls_not_trusted', 'tls.ca');
    await refused(tcp(engine.port, { ca, cert: otherCert, key: otherKey }), 'tls_client_refused', 'tls.cert');
    await refused(tcp(engine.port, { ca, cert, key: otherKey }), 'tls_key_mismatch', 'tls.key');
    await refused(tcp(engine.port, { ca, cert: '', key: '' }), 'secret_missing', 'tls.cert');
    await refused(tcp(engine.port, { ca: 'not a certificate', cert, key }), 'invalid_tls', 'tls.ca');
    await refused(tcp(engine.port, { ca, cert, key: 'not a key' }), 'invalid_tls', 'tls.key');
  });

  it('is told by what is wrong with the port', async () => {
    await refused(tcp(engine.port), 'plain_http_on_tls', 'tls');
    await refused(tcp(await listen(webServer()), engine.tls), 'tls_on_plain_http', 'port');
    // The same engine, at an address of this machine that its certificate does not name.
    const relay = net.createServer((socket) => {
      const there = net.connect(engine.port, engine.host);
      there.on('error', () => {});
      socket.pipe(there).pipe(socket);
    });
    await refused(tcp(await listen(relay, { address: '127.0.0.2' }), engine.tls, '127.0.0.2'), 'tls_wrong_name', 'host');
  });
});

describe('a host behind SSH', () => {
  let host: SshHost;
  beforeAll(async () => {
    host = await startSshHost(testEngine.socketPath);
    closers.push(() => host.close());
  });
  const ssh = (more: Partial<Extract<ConnectionInput, { kind: 'ssh' }>> = {}): ConnectionInput => ({ kind: 'ssh', host: '127.0.0.1', port: host.port, username: 'root', privateKey: host.privateKey, ...more });

  it('shows its key, to be confirmed', async () => {
    expect(await testConnection(ssh())).toMatchObject({ hostKeyFingerprint: host.fingerprint, engineVersion: expect.any(String) });
    expect(await testConnection(ssh({ hostKeyFingerprint: host.fingerprint }))).toMatchObject({ hostKeyFingerprint: host.fingerprint });
  });

  it('is told by what is wrong with it', async () => {
    const bare = await startSshHost(null);
    closers.push(() => bare.close());
    await refused(ssh({ hostKeyFingerprint: bare.fingerprint }), 'ssh_host_key_mismatch', 'hostKeyFingerprint');
    await refused(ssh({ privateKey: makeSshKey() }), 'ssh_auth_failed', 'privateKey');
    await refused(ssh({ username: 'nobody' }), 'ssh_auth_failed', 'privateKey');
    await refused(ssh({ privateKey: 'not a key' }), 'invalid_ssh_key', 'privateKey');
    await refused(ssh({ privateKey: '' }), 'secret_missing', 'privateKey');
    await refused(ssh({ port: bare.port, privateKey: bare.privateKey }), 'ssh_no_docker', 'host');
    await refused(ssh({ port: await listen(webServer()) }), 'not_ssh', 'port');
    await refused(ssh({ port: await closedPort() }), 'connection_refused', 'port');
    await refused(ssh({ host: 'no-such-host.invalid' }), 'host_name_unknown', 'host');
  });
});
