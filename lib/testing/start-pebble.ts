import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeCertificate } from './make-certificate';

const freePort = () => new Promise<number>((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
});

/** Debian's `pebble`, a real ACME server, with `pebble-challtestsrv` as its DNS: every name is at one address, usually 127.0.0.1. */
export async function startPebble({ eab, hostsAt = { address: '127.0.0.1' } }: { eab?: { kid: string; hmacKey: string }; hostsAt?: { address: string; port?: number } } = {}) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-pebble-'));
  const authority = makeCertificate({ subject: 'Pebble test', authority: true });
  const own = makeCertificate({ names: ['localhost'], by: authority });
  const [port, management, freeHttpPort, dns, dnsManagement] = await Promise.all(Array.from({ length: 5 }, freePort)) as [number, number, number, number, number];
  const httpPort = hostsAt.port ?? freeHttpPort;
  const at = (name: string, text: string) => {
    writeFileSync(path.join(dir, name), text, { mode: 0o600 });
    return path.join(dir, name);
  };
  const config = at('config.json', JSON.stringify({ pebble: {
    listenAddress: `127.0.0.1:${port}`, managementListenAddress: `127.0.0.1:${management}`, certificate: at('cert.pem', own.cert), privateKey: at('key.pem', own.key), httpPort, tlsPort: 1, ocspResponderURL: '',
    externalAccountBindingRequired: eab !== undefined, ...(eab && { externalAccountMACKeys: { [eab.kid]: eab.hmacKey } }),
  } }));
  let output = '';
  const run = (command: string, ...args: string[]): ChildProcess => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '20', PEBBLE_AUTHZREUSE: '0' } });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { output += String(chunk); });
    return child;
  };
  const children = [
    run('pebble-challtestsrv', '-defaultIPv4', hostsAt.address, '-defaultIPv6', '', '-dns01', `127.0.0.1:${dns}`, '-http01', '', '-https01', '', '-tlsalpn01', '', '-management', `127.0.0.1:${dnsManagement}`),
    run('pebble', '-config', config, '-dnsserver', `127.0.0.1:${dns}`),
  ];
  await Promise.all([port, dnsManagement].map((one) => untilOpen(one, () => output)));
  return {
    directoryUrl: `https://localhost:${port}/dir`, caPem: authority.cert,
    /** Where it asks hosts for their answer, in place of 80. */
    httpPort,
    output: () => output,
    async stop() {
      await Promise.all(children.map((child) => new Promise<void>((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      })));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function untilOpen(port: number, output: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`pebble did not come up:\n${output()}`);
}

/** Stands in for the proxy: answers what was published, on the port on which pebble asks. */
export async function startResponder(port: number) {
  const answers = new Map<string, string>();
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.headers.host?.split(':')[0]} ${request.url}`);
    const answer = answers.get(request.url?.replace('/.well-known/acme-challenge/', '') ?? '');
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'text/plain' }).end(answer ?? 'no such thing');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { answers, asked, stop: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
}
