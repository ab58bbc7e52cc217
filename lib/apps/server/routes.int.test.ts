import { describe, expect, it, vi } from 'vitest';
import { everyPermission } from '@/lib/testing/scopes';
import { TEST_IMAGE } from '@/lib/testing/busybox-image';
import { testEngine } from '@/lib/testing/engine';
import { withRoutes, type RoutedEngine } from '@/lib/testing/with-routes';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, updateApp } from './deploy-app';
import { getApp } from './get-app';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };
const group = `/${testEngine.unique('routes')}`;
let at: RoutedEngine;

/** A web app that says what it was told to. */
const spec = (says: string, change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({
    image: TEST_IMAGE, pullPolicy: 'never', entrypoint: ['/bin/sh', '-c'], args: [`mkdir -p /tmp/w/api; echo ${says} > /tmp/w/index.html; echo ${says}-api > /tmp/w/api/index.html; exec httpd -f -p 8080 -h /tmp/w`], ports: [{ containerPort: 8080, name: 'http' }],
    cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.5 }, ...change,
  });
const get = (host: string, path = '/', init: RequestInit = {}) => request(host, path, init);
async function request(host: string, path: string, init: RequestInit) {
  const { default: http } = await import('node:http');
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = http.request({ host: at.address, port: 80, path, method: init.method ?? 'GET', headers: { host, ...(init.headers as Record<string, string>) }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => resolve({ status: response.statusCode!, text: text.trim(), headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(init.body as string | undefined);
  });
}
const reaches = (id: string, status: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.deployments[0])).toBe(status); return app; }, soon);

describe('routes', () => {
  withRoutes((routed) => { at = routed; });

  it('send traffic to the app once it is ready, and follow a change without new instances', async () => {
    const app = await createApp(scope, { path: `${group}/web`, environmentId: at.engine.id, spec: spec('one', { instances: 2, routes: [{ host: 'a.example.test' }] }), message: '' });
    await reaches(app.id, 'running');
    expect(await get('a.example.test')).toMatchObject({ status: 200, text: 'one' });
    expect((await get('b.example.test')).status).toBe(404);
    const before = (await getApp(app.id, 'en')).instanceRows.map(({ containerId }) => containerId).sort();
    await updateApp(scope, app.id, { spec: spec('one', { instances: 2, routes: [{ host: 'b.example.test' }, { host: 'a.example.test', path: '/old', rewritePath: '/api' }] }), message: '' });
    await vi.waitFor(async () => expect((await get('b.example.test')).status).toBe(200), { timeout: 10_000, interval: 5 });
    const after = await reaches(app.id, 'running');
    expect(after.instanceRows.map(({ containerId }) => containerId).sort()).toEqual(before);
    expect(await get('a.example.test', '/old/')).toMatchObject({ text: 'one-api' });
    expect((await get('a.example.test', '/older')).status).toBe(404);
    await vi.waitFor(async () => expect((await get('a.example.test')).status).toBe(404), soon);
  });
}, 120_000);
