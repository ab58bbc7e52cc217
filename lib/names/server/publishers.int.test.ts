import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConsul } from '@/lib/testing/consul-server';
import { startBind, startEtcd } from '@/lib/testing/names-servers';
import { publisherSettings } from '../contract';
import { openPublisher } from './publisher';

describe('RFC 2136 at a real BIND', () => {
  let bind: Awaited<ReturnType<typeof startBind>>;
  beforeAll(async () => { bind = await startBind(); });
  afterAll(() => bind?.stop());
  const open = (more: object = {}, secret = bind.secret, owner = 'one') => openPublisher(publisherSettings.parse({ kind: 'rfc2136', server: bind.server, zone: bind.zone, keyName: 'gantry', ...more }), { owner, secret });
  const name = 'hystrix.movie-backend.apps.example.com';

  it.each(['tcp', 'udp'])('puts, changes and withdraws over %s', async (transport) => {
    const publisher = open({ transport });
    expect(await publisher.put(name, ['A 10.0.0.1', 'AAAA 2001:db8::7'], [])).toBe('out');
    expect(bind.look(name)).toEqual(['10.0.0.1']);
    expect(bind.look(name, 'AAAA')).toEqual(['2001:db8::7']);
    expect(await publisher.put(name, ['A 10.0.0.2', 'A 10.0.0.3'], ['A 10.0.0.1', 'AAAA 2001:db8::7'])).toBe('out');
    expect(bind.look(name)).toEqual(['10.0.0.2', '10.0.0.3']);
    expect(bind.look(name, 'AAAA')).toEqual([]);
    await publisher.withdraw(name, ['A 10.0.0.2', 'A 10.0.0.3']);
    expect(bind.look(name)).toEqual([]);
    expect(bind.look(`_gantry.${name}`, 'TXT')).toEqual([]);
    await publisher.withdraw(name, ['A 10.0.0.2']);
  });

  it('serves wildcards and ports', async () => {
    const publisher = open();
    await publisher.put('*.pr.apps.example.com', ['A 192.0.2.7'], []);
    expect(bind.look('branch-17.pr.apps.example.com')).toEqual(['192.0.2.7']);
    await publisher.put(`_http._tcp.${name}`, [`SRV 0 0 8080 ${name}`], []);
    expect(bind.look(`_http._tcp.${name}`, 'SRV')).toEqual([`0 0 8080 ${name}.`]);
    await publisher.withdraw('*.pr.apps.example.com', ['A 192.0.2.7']);
    expect(bind.look('branch-17.pr.apps.example.com')).toEqual([]);
  });

  it('touches nothing that is not its own', async () => {
    const publisher = open();
    expect(await publisher.put('foreign.apps.example.com', ['A 10.0.0.1'], [])).toBe('taken');
    expect(await publisher.put('www.apps.example.com', ['A 10.0.0.1'], [])).toBe('taken');
    await publisher.withdraw('foreign.apps.example.com', ['A 192.0.2.99']);
    expect(bind.look('foreign.apps.example.com')).toEqual(['192.0.2.99']);
    await publisher.put('shared.apps.example.com', ['A 10.0.0.1'], []);
    expect(await open({}, bind.secret, 'another console').put('shared.apps.example.com', ['A 10.9.9.9'], [])).toBe('taken');
    // What a person adds beside ours stays when ours goes.
    bind.update('update add shared.apps.example.com 60 A 192.0.2.50', 'update add shared.apps.example.com 60 TXT "hello"');
    await publisher.withdraw('shared.apps.example.com', ['A 10.0.0.1']);
    expect(bind.look('shared.apps.example.com')).toEqual(['192.0.2.50']);
    expect(bind.look('shared.apps.example.com', 'TXT')).toEqual(['"hello"']);
  });

  it('says what is wrong', async () => {
    await expect(open().test()).resolves.toBeUndefined();
    await expect(open({}, Buffer.from('another key, not the right one').toString('base64')).test()).rejects.toMatchObject({ code: 'names.signature_refused' });
    await expect(open({ keyName: 'nobody' }).test()).rejects.toMatchObject({ code: 'names.signature_refused' });
    await expect(open({ keyName: 'other' }).put(name, ['A 10.0.0.1'], [])).rejects.toMatchObject({ code: 'names.update_refused' });
    await expect(open({ zone: 'other.example.com' }).test()).rejects.toMatchObject({ code: 'names.zone_unknown' });
    expect(() => open({}, 'x')).toThrow(expect.objectContaining({ code: 'names.bad_key' }));
    await expect(open({ server: '127.0.0.1:1' }).test()).rejects.toMatchObject({ code: 'names.server_unreachable', params: { reason: 'ECONNREFUSED' } });
    await expect(open({ server: '127.0.0.1:1', transport: 'udp' }).test()).rejects.toMatchObject({ code: 'names.server_unreachable' });
  });
});

describe('SkyDNS keys in a real etcd', () => {
  let etcd: Awaited<ReturnType<typeof startEtcd>>;
  beforeAll(async () => { etcd = await startEtcd(); });
  afterAll(() => etcd?.stop());
  const owner = randomUUID();
  const open = (more: object = {}, secret = '') => openPublisher(publisherSettings.parse({ kind: 'etcd', url: etcd.url, zone: 'apps.example.com', ...more }), { owner, secret });
  const key = '/skydns/com/example/apps/movie-backend/hystrix/i1';
  const value = (port: number) => JSON.stringify({ host: '10.0.0.1', port, ttl: 30, gantry: owner });

  it('puts, changes and withdraws, and leaves alone what others wrote', async () => {
    const publisher = open();
    await etcd.put('/skydns/com/example/apps/foreign/i1', '{"host":"192.0.2.9"}');
    expect(await publisher.put(key, [value(80)], [])).toBe('out');
    expect(await publisher.put(key, [value(81)], [value(80)])).toBe('out');
    expect(await publisher.put('/skydns/com/example/apps/foreign/i1', [value(80)], [])).toBe('taken');
    await publisher.withdraw('/skydns/com/example/apps/foreign/i1', [value(80)]);
    expect(await etcd.all('/skydns/')).toEqual({ [key]: value(81), '/skydns/com/example/apps/foreign/i1': '{"host":"192.0.2.9"}' });
    await publisher.withdraw(key, [value(81)]);
    await publisher.withdraw(key, [value(81)]);
    expect(Object.keys(await etcd.all('/skydns/'))).toEqual(['/skydns/com/example/apps/foreign/i1']);
  });

  it('signs in where it must', async () => {
    await etcd.lock('the password');
    await expect(open().test()).rejects.toMatchObject({ code: 'names.not_authorised' });
    await expect(open({ username: 'root' }, 'wrong').test()).rejects.toMatchObject({ code: 'names.not_authorised' });
    const publisher = open({ username: 'root' }, 'the password');
    await publisher.test();
    expect(await publisher.put(key, [value(80)], [])).toBe('out');
    expect(Object.keys(await etcd.all(key))).toEqual([key]);
  });
});

describe('services in a catalog that takes only what Consul documents', () => {
  let consul: Awaited<ReturnType<typeof startConsul>>;
  beforeAll(async () => { consul = await startConsul('the token'); });
  afterAll(() => consul?.stop());
  const open = (more: object = {}, secret = 'the token') => openPublisher(publisherSettings.parse({ kind: 'consul', url: consul.url, ...more }), { owner: 'one', secret });
  const value = JSON.stringify({ ID: 'i1', Service: 'hystrix', Tags: ['movie-backend'], Address: '10.0.0.1', Port: 80, Meta: { 'gantry-app': '/movie-backend/hystrix' } });

  it('registers, repeats and deregisters', async () => {
    const publisher = open();
    expect(await publisher.put('i1', [value], [])).toBe('out');
    expect(await open().put('i1', [value], [value])).toBe('out');
    expect(consul.nodes.get('gantry')).toMatchObject({ Meta: { 'external-node': 'true', 'gantry-owner': 'one' }, Services: { i1: JSON.parse(value) } });
    await publisher.withdraw('i1', [value]);
    expect(consul.nodes.get('gantry')!.Services).toEqual({});
    expect(consul.problems).toEqual([]);
  });

  it('fills no node of somebody else, and says when its token is no good', async () => {
    consul.nodes.set('web-1', { Address: '192.0.2.3', Meta: {}, Services: {} });
    await expect(open({ node: 'web-1' }).put('i1', [value], [])).rejects.toMatchObject({ code: 'names.node_foreign' });
    expect(consul.nodes.get('web-1')!.Services).toEqual({});
    await expect(open({}, 'wrong').test()).rejects.toMatchObject({ code: 'names.not_authorised' });
    await expect(open({ url: 'http://127.0.0.1:1' }).test()).rejects.toMatchObject({ code: 'names.server_unreachable' });
  });
});
