import net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { askProxy, type ProxyAnswer } from '@/lib/testing/ask-proxy';
import { everyPermission } from '@/lib/testing/scopes';
import { TEST_IMAGE } from '@/lib/testing/busybox-image';
import { testEngine } from '@/lib/testing/engine';
import { withRoutes, type RoutedEngine } from '@/lib/testing/with-routes';
import { putSecret } from '@/lib/groups/server/settings';
import { proxyState } from '@/lib/proxy/server/proxy-state';
import { changeProxy } from '@/lib/proxy/server/manage-proxy';
import { findProxySettings } from '@/lib/proxy/server/proxy-settings';
import { syncProxy } from '@/lib/proxy/server/sync-proxy';
import { appSpec, type AppSpecInput } from '../spec';
import { createApp, destroyApp, killInstance, restartInstance, scaleApp, updateApp } from './deploy-app';
import { getApp } from './get-app';

const scope = everyPermission('test');
const soon = { timeout: 45_000, interval: 50 };
const group = `/${testEngine.unique('routes')}`;
let at: RoutedEngine;
let counter = 0;

/** Answers with what it was asked, line by line, and with its own name. Each request is a process: busybox. */
const ECHO = `mkdir -p /tmp/w/cgi-bin; cat > /tmp/w/cgi-bin/echo <<'END'
#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
echo "by=$(hostname)"; echo "uri=$REQUEST_URI"; echo "xff=$HTTP_X_FORWARDED_FOR"; echo "proto=$HTTP_X_FORWARDED_PROTO"; echo "custom=$HTTP_X_CUSTOM"; echo "gone=$HTTP_X_GONE"; echo "auth=$HTTP_AUTHORIZATION"
END
chmod +x /tmp/w/cgi-bin/echo; echo front > /tmp/w/index.html; exec httpd -f -p 8080 -h /tmp/w`;
/** Answers with the first line of a request, byte by byte. */
const RAW = `cat > /tmp/raw <<'END'
#!/bin/sh
IFS= read -r line
while IFS= read -r header && [ "\${#header}" -gt 1 ]; do :; done
printf 'HTTP/1.1 200 OK\\r\\nConnection: close\\r\\n\\r\\n%s' "\$line"
END
chmod +x /tmp/raw; exec nc -ll -p 8080 -e /tmp/raw`;
const spec = (change: Partial<AppSpecInput> = {}) =>
  appSpec.parse({ image: TEST_IMAGE, pullPolicy: 'never', entrypoint: ['/bin/sh', '-c'], args: [ECHO], ports: [{ containerPort: 8080, name: 'http' }], cpus: 0.1, mem: 16, taskKillGracePeriodSeconds: 0, upgradeStrategy: { minHealthySeconds: 0.3 }, ...change });
const deploy = async (change: Partial<AppSpecInput>) => {
  const app = await createApp(scope, { path: `${group}/web-${++counter}`, environmentId: at.engine.id, spec: spec(change), message: '' });
  await reaches(app.id, 'running');
  return app;
};
const ask = (host: string, path?: string, more: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {}): Promise<ProxyAnswer> => askProxy(at.address, { host, ...(path !== undefined && { path }), ...more });
const reaches = (id: string, status: string) => vi.waitFor(async () => { const app = await getApp(id, 'en'); expect(app.status, JSON.stringify(app.deployments[0])).toBe(status); return app; }, soon);
const containersOf = async (id: string) => (await getApp(id, 'en')).instanceRows.filter(({ endedAt }) => !endedAt).map(({ containerId }) => containerId).sort();
/** From the one file of a tar. */
const readProxyFile = async (name: string) => (await buffer(await at.started.docker.getContainer(proxyState(at.engine.id).containerId!).getArchive({ path: `/gantry/${name}` }))).subarray(512).toString('utf8');

describe('routes', () => {
  withRoutes((routed) => { at = routed; });

  it('have names below a domain that the admin sets, and not before', async () => {
    const own = () => createApp(scope, { path: `${group}/own`, environmentId: at.engine.id, spec: spec({ routes: [{}] }), message: '' });
    await expect(own()).rejects.toMatchObject({ code: 'apps.route_needs_domain', path: '$.spec.routes[0].host' });
    const { updatedAt: _, updatedBy: __, containerId: ___, ...settings } = await findProxySettings(at.engine.id);
    await changeProxy(at.engine.id, { ...settings, domain: 'apps.test' }, 'test', 'en');
    const app = await own();
    await reaches(app.id, 'running');
    expect((await ask(`own.${group.slice(1)}.apps.test`)).text).toBe('front');
  });

  it('send traffic to the app once it is ready, and follow a change without new instances', async () => {
    const app = await deploy({ instances: 2, routes: [{ host: 'a.example.test' }] });
    expect(await ask('a.example.test')).toMatchObject({ status: 200, text: 'front' });
    expect((await ask('b.example.test')).status).toBe(404);
    const before = await containersOf(app.id);
    await updateApp(scope, app.id, { spec: spec({ instances: 2, routes: [{ host: 'b.example.test' }, { host: 'a.example.test', path: '/old', rewritePath: '/cgi-bin/echo' }] }), message: '' });
    await vi.waitFor(async () => expect((await ask('b.example.test')).status).toBe(200), soon);
    await reaches(app.id, 'running');
    expect(await containersOf(app.id)).toEqual(before);
    expect((await ask('a.example.test', '/old/x')).text).toContain('uri=/cgi-bin/echo/x');
    expect((await ask('a.example.test', '/older')).status).toBe(404);
    await vi.waitFor(async () => expect((await ask('a.example.test')).status).toBe(404), soon);
    await destroyApp(scope, app.id);
    await vi.waitFor(async () => expect((await ask('b.example.test')).status).toBe(404), soon);
  });

  it('move to another host or path without a new configuration, and are counted each by itself', async () => {
    const app = await deploy({ routes: [{ host: 'one.move.test' }, { host: 'two.move.test', path: '/a;b' }] });
    const none = await createApp(scope, { path: `${group}/none`, environmentId: at.engine.id, spec: spec({ instances: 0, routes: [{ host: 'none.move.test' }] }), message: '' });
    await vi.waitFor(async () => expect((await ask('none.move.test')).status).toBe(503), soon);
    await reaches(app.id, 'running');
    await syncProxy(at.engine.id);
    const { version, reloads } = proxyState(at.engine.id);
    await updateApp(scope, app.id, { spec: spec({ routes: [{ host: 'three.move.test' }, { host: 'two.move.test', path: '/c;d' }, { host: '*.four.apps.test' }] }), message: '' });
    for (const [host, path] of [['three.move.test', '/'], ['two.move.test', '/c;d/x'], ['any.four.apps.test', '/']]) await vi.waitFor(async () => expect((await ask(host!, path)).text, host).not.toContain('No app has this address'), soon);
    for (const [host, path] of [['one.move.test', '/'], ['two.move.test', '/a;b']]) await vi.waitFor(async () => expect((await ask(host!, path)).text, host).toContain('No app has this address'), soon);
    expect(proxyState(at.engine.id)).toMatchObject({ version, reloads });
    // Also for a proxy that the engine starts again while nobody tells it anything.
    await vi.waitFor(async () => expect((await readProxyFile('hosts.map')).match(/^[a-z]+\.move\.test\S+/gm)?.sort()).toEqual(['none.move.test/', 'three.move.test/', 'two.move.test/c;d/']), soon);

    for (let number = 0; number < 3; number++) await ask('three.move.test');
    const countsOf = (appId: string) => { const { samples, routes } = proxyState(at.engine.id); return routes.filter((route) => route.appId === appId).map(({ id, host }) => ({ host, ...samples.at(-1)?.routes.get(id) })); };
    await vi.waitFor(() => expect(countsOf(none.id)).toMatchObject([{ errors: expect.toSatisfy((count: number) => count > 0) }]), soon);
    await vi.waitFor(() => expect(countsOf(app.id).find(({ host }) => host === 'three.move.test')).toMatchObject({ requests: expect.toSatisfy((count: number) => count >= 4), errors: 0, bytesOut: expect.toSatisfy((count: number) => count > 100) }), soon);
    expect(countsOf(app.id).find(({ host }) => host === 'three.move.test')!.latency!.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(4);
    for (const { id } of [app, none]) await destroyApp(scope, id);
  });

  it('are chosen by what a URL means, however it is written', async () => {
    await deploy({ args: [RAW], routes: [{ host: 'meant.example.test' }, { host: 'meant.example.test', path: '/admin', deny: ['0.0.0.0/0'] }, { host: 'meant.example.test', path: '/%E4%b8%ad', deny: ['0.0.0.0/0'] }] });
    for (const path of ['/admin', '/%61dmin/x', '//admin', '/./admin', '/x/../admin', '/x/%2e%2e/admin?q=1', '/%e4%B8%AD', '/%zz/../%61dmin']) expect((await ask('meant.example.test', path)).status, path).toBe(403);
    for (const path of ['/adminx', '/a%2fdmin', '/%61dmix//y/./z?%61=//']) expect((await ask('meant.example.test', path)).text, path).toContain(`GET ${path} HTTP/1.1`);
    expect(await sendRaw(Buffer.from('GET /admin HTTP/1.1\r\nHost: meant.example.test/x\r\nConnection: close\r\n\r\n'))).toMatch(/^HTTP\/1\.1 400/);
  });

  it('do on the way what they say', async () => {
    await putSecret('test', { group, name: 'GATE', secret: 'pass word"$%' });
    const cgi = { rewritePath: '/cgi-bin/echo' };
    await deploy({
      routes: [
        { host: 'plain.example.test' }, { host: '*.wide.apps.test', ...cgi },
        { host: 'headers.example.test', ...cgi, requestHeaders: { set: { 'X-Custom': `a "b" 'c' $HOME %[src] \\` }, remove: ['X-Gone'] }, responseHeaders: { set: { 'X-Answer': '100%' } } },
        { host: 'moved.example.test', redirect: { to: 'https://new.example.test/', status: 308, keepPath: true } },
        { host: 'auth.example.test', ...cgi, basicAuth: { realm: 'Team', users: [{ name: 'ann', password: { secret: 'GATE' } }] } },
        { host: 'nobody.example.test', allow: ['203.0.113.0/24'] }, { host: 'somebody.example.test', allow: ['10.0.0.0/8'], deny: ['203.0.113.7'] },
        { host: 'small.example.test', maxBodyMb: 1, ...cgi },
        { host: 'closed.example.test', maintenance: true }, { host: 'secure.example.test', tls: 'require' },
      ],
    });
    expect((await ask('PLAIN.example.test:8080')).status).toBe(200);
    const headers = await ask('headers.example.test', '/x', { headers: { 'X-Gone': 'secret', 'X-Forwarded-For': '6.6.6.6' } });
    expect(headers.text).toContain(`custom=a "b" 'c' $HOME %[src] \\`);
    expect(headers.text).toMatch(/^gone=$/m);
    expect(headers.text).toMatch(/^xff=10\.[\d.]+$/m);
    expect(headers.headers['x-answer']).toBe('100%');
    expect(await ask('moved.example.test', '/a/b?c=%20d')).toMatchObject({ status: 308, headers: { location: 'https://new.example.test/a/b?c=%20d' } });
    expect(await ask('secure.example.test', '/x?y')).toMatchObject({ status: 308, headers: { location: 'https://secure.example.test/x?y' } });
    expect(await ask('auth.example.test')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="Team"' } });
    const basic = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } });
    expect((await ask('auth.example.test', '/', basic('ann:wrong'))).status).toBe(401);
    const known = await ask('auth.example.test', '/x', basic('ann:pass word"$%'));
    expect(known.status).toBe(200);
    expect(known.text).toMatch(/^auth=$/m);
    expect((await ask('nobody.example.test')).status).toBe(403);
    expect((await ask('somebody.example.test')).status).toBe(200);
    expect((await ask('small.example.test', '/', { method: 'POST', body: Buffer.alloc(2 * 1024 * 1024), headers: { 'content-length': String(2 * 1024 * 1024) } }).catch(() => ({ status: 413 }))).status).toBe(413);
    expect((await ask('small.example.test', '/x', { method: 'POST', body: 'x' })).status).toBe(200);
    expect(await ask('closed.example.test')).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
    expect((await ask('closed.example.test')).text).toContain('正在维护');
  });

  it('let the URLs of real sites through as they were sent, unless they are to be strict', async () => {
    await deploy({ args: [RAW], routes: [{ host: 'loose.example.test' }, { host: 'strict.example.test', strictUrls: true }] });
    const odd = ['/%E4%B8%AD%E6%96%87?q=%D6%D0%CE%C4', '/a%zz?b=%', '/a|b^c`d{e}?x=[y]&z="q"', `/long/${'%E4%B8%AD'.repeat(2_500)}?${'k=v&'.repeat(500)}`];
    for (const path of odd) expect((await ask('loose.example.test', path)).text, path.slice(0, 60)).toContain(`GET ${path} HTTP/1.1`);
    // Bytes beyond ASCII, as browsers of old and hand-written links send them.
    const raw = Buffer.from('GET /中文/é?q=汉字 HTTP/1.1\r\nHost: loose.example.test\r\nConnection: close\r\n\r\n', 'utf8');
    expect(await sendRaw(raw)).toContain('GET /中文/é?q=汉字 HTTP/1.1');
    expect(await sendRaw(Buffer.from(raw.toString('latin1').replace('loose.', 'strict.'), 'latin1'))).toMatch(/^HTTP\/1\.1 400/);
    expect((await ask('strict.example.test', odd[0])).status).toBe(200);
    for (const path of odd.slice(1, 3)) expect((await ask('strict.example.test', path)).status, path).toBe(400);
  });

  it('name what they cannot have, and change nothing', async () => {
    const version = proxyState(at.engine.id).version;
    const refused = (routes: AppSpecInput['routes'], change: Partial<AppSpecInput> = {}) => createApp(scope, { path: `${group}/bad-${++counter}`, environmentId: at.engine.id, spec: spec({ routes, ...change }), message: '' });
    await expect(refused([{ host: 'plain.example.test' }])).rejects.toMatchObject({ code: 'apps.route_taken', path: '$.spec.routes[0].host', params: { app: expect.stringContaining(group) } });
    expect((await ask('anything.wide.apps.test', '/x')).status).toBe(200);
    await expect(refused([{ host: '*.elsewhere.test' }])).rejects.toMatchObject({ code: 'apps.route_wildcard_outside', path: '$.spec.routes[0].host' });
    await expect(refused([{ protocol: 'tcp', listenPort: 80 }])).rejects.toMatchObject({ code: 'apps.route_port_taken' });
    const code = (routes: unknown) => appSpec.safeParse({ ...spec(), routes }).error?.issues.map(({ message, path }) => `${path.join('.')} ${message}`).join('; ') ?? 'taken';
    expect(code([{ host: 'x.test', port: 'nope' }])).toContain('routes.0.port route_port_unknown');
    expect(code([{ host: 'x.test' }, { host: 'x.test', path: '/' }])).toContain('route_repeated');
    expect(code([{ host: 'x.test', requestHeaders: { set: { 'Bad Name': 'x' } } }])).toMatch(/requestHeaders/);
    expect(code([{ host: 'x.test', requestHeaders: { set: { 'X-A': 'a\r\nB: c' } } }])).toMatch(/requestHeaders/);
    expect(code([{ host: 'no spaces.test' }])).toMatch(/host/);
    expect(code([{ host: 'x.test', path: '/a"\n b' }])).toMatch(/path/);
    expect(code([{ protocol: 'tcp' }])).toContain('route_needs_listen_port');
    await syncProxy(at.engine.id);
    expect(proxyState(at.engine.id).version).toBe(version);
  });

  it('of another tenant are its own', async () => {
    const other = (host: string) => createApp(scope, { path: `/${testEngine.unique('other')}/web`, environmentId: at.engine.id, spec: spec({ routes: [{ host, path: '/deeper' }] }), message: '' });
    await expect(other('plain.example.test')).rejects.toMatchObject({ code: 'apps.route_host_taken', params: { host: 'plain.example.test' } });
    await expect(other('sub.wide.apps.test')).rejects.toMatchObject({ code: 'apps.route_host_taken' });
  });

  it('race for one host: one of twenty gets it', async () => {
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => createApp(scope, { path: `${group}/race-${index}`, environmentId: at.engine.id, spec: spec({ instances: 0, routes: [{ host: 'race.example.test' }] }), message: '' })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'apps.route_taken' });
  });

  it('carry plain TCP on a port of their own', async () => {
    await deploy({ routes: [{ protocol: 'tcp', listenPort: 7001 }] });
    expect(await sendRaw(Buffer.from('GET / HTTP/1.0\r\n\r\n'), 7001)).toContain('front');
  });

  it('keep a browser at its instance', async () => {
    await deploy({ instances: 3, routes: [{ host: 'sticky.example.test', sticky: 'cookie', rewritePath: '/cgi-bin/echo' }] });
    const first = await ask('sticky.example.test', '/x');
    const cookie = first.headers['set-cookie']![0]!.split(';')[0]!;
    const by = /by=(\S+)/.exec(first.text)![1];
    for (let time = 0; time < 10; time++) expect((await ask('sticky.example.test', '/x', { headers: { cookie } })).text).toContain(`by=${by}`);
    const others = await Promise.all(Array.from({ length: 9 }, () => ask('sticky.example.test', '/x')));
    expect(new Set(others.map(({ text }) => /by=(\S+)/.exec(text)![1])).size).toBe(3);
  });

  it('hold when the proxy is killed, stopped or removed by somebody', async () => {
    const answers = () => vi.waitFor(async () => expect((await ask('plain.example.test')).status).toBe(200), soon);
    const container = () => at.started.docker.getContainer(proxyState(at.engine.id).containerId!);
    await container().kill();
    await answers();
    await container().stop({ t: 0 });
    await answers();
    const removed = container().id;
    await container().remove({ force: true });
    await vi.waitFor(() => expect(proxyState(at.engine.id).containerId).not.toBe(removed), soon);
    await answers();
    expect((await ask('auth.example.test')).status).toBe(401);
  });

  it('leave an instance that is killed at once, and come back to it', async () => {
    const app = await deploy({ instances: 2, routes: [{ host: 'killed.example.test' }] });
    const [first] = await containersOf(app.id);
    await at.started.docker.getContainer(first!).kill({ signal: 'SIGKILL' });
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('killed.example.test')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
    await reaches(app.id, 'running');
    const [one] = (await getApp(app.id, 'en')).instanceRows;
    await restartInstance(scope, app.id, one!.id);
    await reaches(app.id, 'running');
    expect(await containersOf(app.id)).toContain(one!.containerId);
    await killInstance(scope, app.id, one!.id, false);
    await vi.waitFor(async () => expect(await containersOf(app.id)).not.toContain(one!.containerId), soon);
    await reaches(app.id, 'running');
    await scaleApp(scope, app.id, 1);
    expect((await reaches(app.id, 'running')).instances.total).toBe(1);
    expect((await ask('killed.example.test')).status).toBe(200);
  });
}, 240_000);

function sendRaw(bytes: Buffer, port = 80): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, at.address, () => socket.write(bytes));
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part)).on('close', () => resolve(Buffer.concat(parts).toString('utf8'))).on('error', reject);
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
  });
}
