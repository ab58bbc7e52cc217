import http2 from 'node:http2';
import net from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { testEngine } from '@/lib/testing/engine';
import { everyPermission } from '@/lib/testing/scopes';
import { makeTrafficImage } from '@/lib/testing/traffic/traffic-image';
import { withRoutes, type RoutedEngine } from '@/lib/testing/with-routes';
import { appSpec } from '../spec';
import { removeEnvironment } from '@/lib/environments/server/manage-environments';
import { findApp, findApps } from './app.repo';
import { createApp, destroyApp } from './deploy-app';
import { getApp } from './get-app';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };
let at: RoutedEngine;

/** Speaks HTTP/2 without TLS as gRPC servers do: an answer per message, and the status at the end. */
const GRPC = `require('node:http2').createServer().on('stream', (stream, headers) => {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', 'grpc-message': headers[':path'] }));
  stream.on('data', (part) => stream.write('<' + part + '>')).on('end', () => stream.end());
}).listen(8080)`;
/** Echoes what comes over a connection that was upgraded. */
const UPGRADE = `require('node:http').createServer((_, answer) => answer.end('plain')).on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: echo\\r\\nConnection: Upgrade\\r\\n\\r\\n');
  socket.on('data', (part) => socket.write('<' + part + '>'));
}).listen(8080)`;

async function deploy(name: string, script: string, route: object): Promise<void> {
  const image = await makeTrafficImage(at.started.docker);
  await at.engine.inventory.refresh('image');
  const spec = appSpec.parse({ image, pullPolicy: 'never', args: ['/bin/node', '-e', script], ports: [{ containerPort: 8080 }], cpus: 0.5, mem: 96, taskKillGracePeriodSeconds: 0, drainTimeoutSeconds: 2, upgradeStrategy: { minHealthySeconds: 0.5 }, routes: [{ host: `${name}.test`, ...route }] });
  const app = await createApp(scope, { path: `/${testEngine.unique('speaks')}/${name}`, environmentId: at.engine.id, spec, message: '' });
  await vi.waitFor(async () => { const now = await getApp(app.id, 'en'); expect(now.status, JSON.stringify(now.deployments[0])).toBe('running'); }, soon);
}

describe('protocols', () => {
  withRoutes((routed) => { at = routed; });

  it('gRPC goes through in both directions, with its trailers', async () => {
    await deploy('grpc', GRPC, { protocol: 'grpc' });
    const session = http2.connect('http://grpc.test', { createConnection: () => net.connect(80, at.address) });
    const call = session.request({ ':method': 'POST', ':path': '/pkg.Service/Method', 'content-type': 'application/grpc', te: 'trailers' });
    const parts: string[] = [];
    const trailers = await new Promise<http2.IncomingHttpHeaders>((resolve, reject) => {
      call.on('error', reject).on('trailers', resolve).on('data', (part: Buffer) => {
        parts.push(part.toString());
        // The second message goes out once the first was answered: nothing is held back on the way.
        if (parts.length === 1) call.end('two');
      });
      call.write('one');
    });
    session.close();
    expect(parts.join('')).toBe('<one><two>');
    expect(trailers).toMatchObject({ 'grpc-status': '0', 'grpc-message': '/pkg.Service/Method' });
  });

  it('an upgraded connection stays open in both directions', async () => {
    await deploy('upgrade', UPGRADE, {});
    const socket = net.connect(80, at.address);
    let text = '';
    socket.on('data', (part: Buffer) => { text += part.toString(); });
    socket.write('GET / HTTP/1.1\r\nHost: upgrade.test\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    await vi.waitFor(() => expect(text).toMatch(/^HTTP\/1\.1 101/), soon);
    for (const word of ['one', 'two']) {
      socket.write(word);
      await vi.waitFor(() => expect(text).toContain(`<${word}>`), soon);
    }
    socket.destroy();
  });

  it('an environment that is forgotten is left without a proxy', async () => {
    for (const { id } of await findApps()) {
      await destroyApp(scope, id, true);
      await vi.waitFor(async () => expect(await findApp(id)).toBeNull(), soon);
    }
    const proxies = async () => (await at.started.docker.listContainers({ all: true, filters: { label: ['gantry.proxy'] } })).length;
    expect(await proxies()).toBe(1);
    await removeEnvironment(at.engine.id);
    expect(await proxies()).toBe(0);
  });
}, 120_000);
