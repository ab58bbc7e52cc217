import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type Made } from '@/lib/testing/make-certificate';
import { send, withExchange, wordsOf } from './acme-http';

let authority: Made;
let server: https.Server;
let base: string;
const asked: string[] = [];

beforeAll(async () => {
  authority = makeCertificate({ subject: 'Test', authority: true });
  const own = makeCertificate({ names: ['localhost'], by: authority });
  server = https.createServer({ cert: own.cert, key: own.key }, (request, response) => {
    asked.push(request.url!);
    if (request.url === '/redirect') response.writeHead(302, { location: '/secret' }).end();
    else if (request.url === '/endless') response.writeHead(200).end(Buffer.alloc(2 << 20));
    else response.writeHead(200).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = (url: string, { directoryUrl = `${base}/dir`, caPem = authority.cert as string | null } = {}) =>
  withExchange({ directoryUrl, caPem }, async () => send({ url, method: 'get', headers: { toJSON: () => ({}) } })).then(({ status }) => String(status), wordsOf);

describe('a request to an ACME server', () => {
  it('reaches the private address that an admin named', async () => expect(await ask(`${base}/dir`)).toBe('200'));
  it('trusts another authority only where it was told to', async () => expect(await ask(`${base}/dir`, { caPem: null })).toMatch(/certificate/));
  it('follows no redirect', async () => {
    expect(await ask(`${base}/redirect`)).toMatch(/sends elsewhere \(302\)/);
    expect(asked).not.toContain('/secret');
  });
  it('goes to no private address that the server names itself', async () => {
    for (const url of [base, base.replace('localhost', '127.0.0.1'), 'https://10.0.0.1/', 'https://[::1]/']) expect(await ask(url, { directoryUrl: 'https://acme.example.com/dir' })).toMatch(/private or link-local/);
  });
  it('goes to no metadata address, whoever named it', async () => expect(await ask('https://169.254.169.254/', { directoryUrl: 'https://169.254.169.254/dir' })).toMatch(/private or link-local/));
  it('is https', async () => expect(await ask(base.replace('https', 'http'))).toMatch(/is not https/));
  it('reads no endless answer', async () => expect(await ask(`${base}/endless`)).toMatch(/more than 1048576 bytes/));
  it('says why nobody was there', async () => expect(await ask('https://localhost:1/', { directoryUrl: 'https://localhost:1/dir' })).toMatch(/ECONNREFUSED/));
});
