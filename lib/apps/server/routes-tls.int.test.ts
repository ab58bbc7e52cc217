import http2 from 'node:http2';
import tls from 'node:tls';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startAcmeController } from '@/lib/certificates/server/acme/acme.controller';
import { putAcmeSettings } from '@/lib/certificates/server/acme/acme-settings';
import { createCertificate, deleteCertificate } from '@/lib/certificates/server/manage-certificates';
import { askProxy } from '@/lib/testing/ask-proxy';
import { TEST_IMAGE } from '@/lib/testing/busybox-image';
import { testEngine } from '@/lib/testing/engine';
import { makeCertificate } from '@/lib/testing/make-certificate';
import { everyPermission } from '@/lib/testing/scopes';
import { startPebble } from '@/lib/testing/start-pebble';
import { withRoutes, type RoutedEngine } from '@/lib/testing/with-routes';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp } from './deploy-app';
import { getApp } from './get-app';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };
const group = `/${testEngine.unique('tls')}`;
let at: RoutedEngine;

/** The common name that is shown for a host; null when none is. */
const shownFor = (host: string) =>
  new Promise<string | null>((resolve) => {
    const socket = tls.connect({ host: at.address, port: 443, servername: host, rejectUnauthorized: false }, () => {
      const { subject, subjectaltname } = socket.getPeerCertificate();
      socket.destroy();
      resolve(subjectaltname ?? String(subject.CN));
    });
    socket.on('error', () => resolve(null));
  });
const deploy = async (name: string, routes: AppSpecInput['routes']) => {
  const spec = appSpec.parse({ image: TEST_IMAGE, pullPolicy: 'never', args: ['httpd', '-f', '-p', '8080', '-h', '/www'], ports: [{ containerPort: 8080 }], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.3 }, routes });
  const app = await createApp(scope, { path: `${group}/${name}`, environmentId: at.engine.id, spec, message: '' });
  await vi.waitFor(async () => { const now = await getApp(app.id, 'en'); expect(now.status, JSON.stringify(now.deployments[0])).toBe('running'); }, soon);
};
const upload = (names: string[], owner = group) => {
  const { cert, key } = makeCertificate({ names });
  return createCertificate(scope, { group: owner, chainPem: cert, privateKeyPem: key });
};

describe('TLS on routes', () => {
  let pebble: Awaited<ReturnType<typeof startPebble>> | undefined;
  withRoutes((routed) => { at = routed; });
  afterAll(() => pebble?.stop());

  it('shows for each host the best certificate of its own group, and nothing for a host that has none', async () => {
    await upload(['*.shop.test']);
    const exact = await upload(['www.shop.test']);
    await upload(['stolen.test', 'www.shop.test'], `/${testEngine.unique('other')}`);
    await deploy('web', [{ host: 'www.shop.test', tls: 'require' }, { host: 'api.shop.test' }, { host: 'stolen.test' }, { host: 'plain.shop.test', tls: 'off' }]);
    await vi.waitFor(async () => expect(await shownFor('www.shop.test')).toBe('DNS:www.shop.test'), soon);
    expect(await shownFor('api.shop.test')).toBe('DNS:*.shop.test');
    expect(await shownFor('stolen.test')).toBeNull();
    expect(await shownFor('plain.shop.test')).toBeNull();
    expect((await askProxy(at.address, { host: 'www.shop.test' })).status).toBe(308);
    await deleteCertificate(exact.id);
    await vi.waitFor(async () => expect(await shownFor('www.shop.test')).toBe('DNS:*.shop.test'), soon);
  });

  it('speaks HTTP/2 with browsers', async () => {
    const session = http2.connect('https://api.shop.test', { rejectUnauthorized: false, createConnection: () => tls.connect({ host: at.address, port: 443, servername: 'api.shop.test', rejectUnauthorized: false, ALPNProtocols: ['h2'] }) });
    const request = session.request({ ':path': '/' });
    const [status, text] = await new Promise<[number, string]>((resolve, reject) => {
      let body = '';
      let code = 0;
      request.on('response', (headers) => { code = headers[':status']!; }).on('error', reject).setEncoding('utf8').on('data', (part) => { body += part; }).on('end', () => resolve([code, body]));
    });
    session.close();
    expect([status, text.trim()]).toEqual([200, 'hello']);
  });

  it('gets a certificate by ACME, answered by the proxy itself', async () => {
    pebble = await startPebble({ hostsAt: { address: at.address, port: 80 } });
    await putAcmeSettings('test', at.engine.id, { directoryUrl: pebble.directoryUrl, email: 'ops@example.com', termsAgreed: true, caPem: pebble.caPem, eabKeyId: null });
    startAcmeController();
    await deploy('acme', [{ host: 'acme.shop.example', acme: true, tls: 'require' }]);
    await vi.waitFor(async () => expect(await shownFor('acme.shop.example')).toBe('DNS:acme.shop.example'), soon);
    expect((await askProxy(at.address, { host: 'acme.shop.example', path: '/.well-known/acme-challenge/nothing' })).status).toBe(308);
  });
}, 120_000);
