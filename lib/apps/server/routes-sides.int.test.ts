import { describe, expect, it, vi } from 'vitest';
import { askProxy } from '@/lib/testing/ask-proxy';
import { TEST_IMAGE } from '@/lib/testing/busybox-image';
import { testEngine } from '@/lib/testing/engine';
import { everyPermission } from '@/lib/testing/scopes';
import { withRoutes, type RoutedEngine } from '@/lib/testing/with-routes';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, deployVersion, updateApp } from './deploy-app';
import { getApp } from './get-app';
import { cancelDeployment, promoteDeployment } from './steer-deployment';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };
const group = `/${testEngine.unique('sides')}`;
let at: RoutedEngine;

/** A site whose page and whose script tell their version; neither has the other's files. */
const site = (name: string, version: string, change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({
    image: TEST_IMAGE, pullPolicy: 'never', entrypoint: ['/bin/sh', '-c'], args: [`mkdir -p /tmp/w; echo ${version} > /tmp/w/index.html; echo ${version} > /tmp/w/${version}.js; echo ${version} > /tmp/w/data.txt; exec httpd -f -p 8080 -h /tmp/w`],
    ports: [{ containerPort: 8080 }], instances: 2, cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, routes: [{ host: `${name}.test` }], ...change, upgradeStrategy: { minHealthySeconds: 0.3, ...change.upgradeStrategy },
  });
const make = async (name: string, change?: Partial<AppSpecInput>) => {
  const app = await createApp(scope, { path: `${group}/${name}`, environmentId: at.engine.id, spec: site(name, 'v1', change), message: '' });
  await reaches(app.id, 'running');
  return app;
};
const reaches = (id: string, status: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.deployments[0])).toBe(status); return app; }, soon);
const ask = (name: string, path = '/', headers: Record<string, string> = {}) => askProxy(at.address, { host: `${name}.test`, path, headers });
const shares = async (name: string, times: number) => { const all = await Promise.all(Array.from({ length: times }, () => ask(name, '/data.txt'))); return all.filter(({ text }) => text === 'v2').length / times; };

describe('between two versions', () => {
  withRoutes((routed) => { at = routed; });

  it('a blue-green switches whole and back, and pages of the old colour find their files', async () => {
    const strategy = { kind: 'blueGreen' as const, keepForSeconds: 8, minHealthySeconds: 0.3 };
    const app = await make('colour', { upgradeStrategy: strategy });
    const cookie = (await ask('colour')).headers['set-cookie']![0]!.split(';')[0]!;
    expect(cookie).toBe('gantry-version=1');
    const seen: string[] = [];
    await updateApp(scope, app.id, { spec: site('colour', 'v2', { upgradeStrategy: strategy }), message: '' });
    await vi.waitFor(async () => { seen.push((await ask('colour', '/data.txt')).text); expect(seen.at(-1)).toBe('v2'); }, { timeout: 30_000, interval: 20 });
    // Once the new one answered, the old one never does again.
    expect(seen.indexOf('v2')).toBe(seen.length - 1);
    expect(await shares('colour', 20)).toBe(1);
    await reaches(app.id, 'running');
    expect((await ask('colour', '/v1.js', { cookie })).text).toBe('v1');
    expect((await ask('colour', '/v2.js', { cookie: 'gantry-version=2' })).text).toBe('v2');
    expect((await ask('colour', '/v1.js')).status).toBe(404);
    expect((await ask('colour', '/', { cookie })).text).toBe('v2');
    await deployVersion(scope, app.id, 1);
    await vi.waitFor(async () => expect((await ask('colour', '/data.txt')).text).toBe('v1'), soon);
    await reaches(app.id, 'running');
    // When its time is over nobody is asked who is not there.
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).instanceRows.filter(({ endedAt }) => !endedAt)).toHaveLength(2), soon);
    expect((await ask('colour', '/v2.js', { cookie: 'gantry-version=2' })).status).toBe(404);
    expect((await ask('colour', '/v1.js', { cookie: 'gantry-version=2' })).text).toBe('v1');
  });

  it('with nothing kept it switches all the same', async () => {
    const strategy = { kind: 'blueGreen' as const, keepForSeconds: 0, minHealthySeconds: 0.3 };
    const app = await make('bare', { upgradeStrategy: strategy });
    await updateApp(scope, app.id, { spec: site('bare', 'v2', { upgradeStrategy: strategy }), message: '' });
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).deployments[0]!.status).toBe('succeeded'), soon);
    expect((await Promise.all(Array.from({ length: 10 }, () => ask('bare', '/data.txt')))).map(({ text }) => text)).toEqual(Array.from({ length: 10 }, () => 'v2'));
    await vi.waitFor(async () => expect((await getApp(app.id, 'en')).instanceRows.filter(({ endedAt }) => !endedAt)).toHaveLength(2), soon);
  });

  it('a canary takes its share, more of it step by step, and whoever asks for it by a header', async () => {
    const strategy = { kind: 'canary' as const, minHealthySeconds: 0.3, keepForSeconds: 2, canaryHeader: { name: 'X-Canary', value: 'always' }, canarySteps: [{ percent: 0 }, { percent: 75 }] };
    const app = await make('canary', { upgradeStrategy: strategy });
    await updateApp(scope, app.id, { spec: site('canary', 'v2', { upgradeStrategy: strategy }), message: '' });
    const waits = (step: number) => vi.waitFor(async () => { const [deployment] = (await getApp(app.id, 'en')).deployments; expect(deployment!.canary).toMatchObject({ step, waits: true }); return deployment!; }, soon);
    const { id } = await waits(1);
    expect((await ask('canary', '/data.txt', { 'X-Canary': 'always' })).text).toBe('v2');
    expect((await ask('canary', '/data.txt', { 'X-Canary': 'never' })).text).toBe('v1');
    expect(await shares('canary', 20)).toBe(0);
    await promoteDeployment(scope, id, 'en');
    await waits(2);
    const share = await shares('canary', 80);
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.9);
    expect((await ask('canary', '/v1.js', { cookie: 'gantry-version=1' })).text).toBe('v1');
    await cancelDeployment(scope, id, 'en');
    await reaches(app.id, 'running');
    expect(await shares('canary', 20)).toBe(0);
  });
}, 200_000);
