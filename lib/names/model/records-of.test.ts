import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publisherSettings } from '../contract';
import { nameOfApp } from './app-name';
import type { FeedApp } from './feed';
import { recordsOf } from './records-of';

const dns = (more: object = {}) => ({ id: 'p', settings: publisherSettings.parse({ kind: 'rfc2136', server: 'ns', zone: 'apps.example.com', keyName: 'k', addresses: ['192.0.2.7', '2001:db8::7'], instances: 'container', ...more }) });
const etcd = (more: object = {}) => ({ id: 'p', settings: publisherSettings.parse({ kind: 'etcd', url: 'http://e', zone: 'apps.example.com', addresses: ['192.0.2.7'], instances: 'container', ...more }) });
const consul = (more: object = {}) => ({ id: 'p', settings: publisherSettings.parse({ kind: 'consul', url: 'http://c', ...more }) });
const app = (more: Partial<FeedApp> = {}): FeedApp => ({
  appId: 'a', path: '/movie-backend/hystrix', hosts: [],
  instances: [
    { id: 'i1', address: '10.0.0.1', ready: true, ports: [{ name: 'http', containerPort: 80, hostPort: 32000, protocol: 'tcp' }] },
    { id: 'i2', address: '10.0.0.2', ready: false, ports: [{ name: 'http', containerPort: 80, hostPort: 32001, protocol: 'tcp' }] },
  ],
  ...more,
});

describe('records of apps', () => {
  it('name ready instances after the path, with their ports', () =>
    expect(recordsOf([app()], dns())).toEqual([
      { key: '_http._tcp.hystrix.movie-backend.apps.example.com', appPath: '/movie-backend/hystrix', values: ['SRV 0 0 80 hystrix.movie-backend.apps.example.com'] },
      { key: 'hystrix.movie-backend.apps.example.com', appPath: '/movie-backend/hystrix', values: ['A 10.0.0.1'] },
    ]));

  it('lead hosts, also wildcards, to the proxy, and leave out those of other zones', () => {
    const names = recordsOf([app({ hosts: ['shop.apps.example.com', '*.pr.apps.example.com', 'shop.example.com', 'evilapps.example.com', '*.com'] })], dns({ instances: 'none' }));
    expect(names.map(({ key }) => key)).toEqual(['*.pr.apps.example.com', 'shop.apps.example.com']);
    expect(names[0]!.values).toEqual(['A 192.0.2.7', 'AAAA 2001:db8::7']);
  });

  it('keep a host while its instance is not ready, and drop it when there is none', () => {
    const wish = { hosts: ['shop.apps.example.com'] };
    expect(recordsOf([app({ ...wish, instances: [{ ...app().instances[1]! }] })], dns())).toHaveLength(1);
    expect(recordsOf([app({ ...wish, instances: [] })], dns())).toEqual([]);
  });

  it('let no path take the name of a route', () => {
    const names = recordsOf([app({ path: '/www' }), app({ path: '/tenant/shop', hosts: ['www.apps.example.com'] })], dns());
    expect(names.find(({ key }) => key === 'www.apps.example.com')!.values).toEqual(['A 192.0.2.7', 'AAAA 2001:db8::7']);
  });

  it('tell the host and its port where containers are not reached', () => {
    const [key] = recordsOf([app()], etcd({ instances: 'host' }));
    expect(key).toMatchObject({ key: '/skydns/com/example/apps/movie-backend/hystrix/i1' });
    expect(JSON.parse(key!.values[0]!)).toEqual({ host: '192.0.2.7', port: 32000, ttl: 30, gantry: 'p' });
  });

  it('make a service of Consul of each ready instance', () =>
    expect(recordsOf([app()], consul()).map(({ values }) => JSON.parse(values[0]!))).toEqual([{ ID: 'i1', Service: 'hystrix', Tags: ['movie-backend'], Address: '10.0.0.1', Port: 80, Meta: { 'gantry-app': '/movie-backend/hystrix', 'port-http': '80' } }]));

  it('never leave their zone or prefix, whatever a path, a host or a port is called', () => {
    const hostile = fc.oneof(fc.string(), fc.constantFrom('/../x', '/a/../../b', '/a/b\0c', '/a.b', '/*', '/_gantry/x', '/a\n/b', '//', '/..%2f', '*.apps.example.com.evil.test', '*.*.apps.example.com', 'apps.example.com/../../x', '../apps.example.com'));
    fc.assert(fc.property(hostile, hostile, hostile, (path, host, port) => {
      const apps = [app({ path, hosts: [host], instances: [{ id: 'i', address: '10.0.0.1', ready: true, ports: [{ name: port, containerPort: 1, protocol: 'tcp' }] }] })];
      for (const { key } of recordsOf(apps, dns())) expect(key).toMatch(/^(\*\.|_[a-z0-9-]+\._tcp\.)?([a-z0-9-]+\.)*apps\.example\.com$/);
      for (const { key } of recordsOf(apps, etcd())) expect(key).toMatch(/^\/skydns\/com\/example\/apps(\/[a-z0-9-]+)*(\/\*)?\/(i|host-192-0-2-7)$/);
    }));
  });

  it.each([['/a/b', 'b.a'], ['/a', 'a'], ['/', null], ['', null], ['/a/..', null], ['/a//b', null], ['/A', null]])('%s is called %s', (path, name) => expect(nameOfApp(path)).toBe(name));
});
