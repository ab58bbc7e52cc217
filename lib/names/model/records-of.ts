import type { PublisherSettings, SettingsOf } from '../contract';
import { hostInZone, nameOfApp, portLabel } from './app-name';
import type { FeedApp, FeedInstance, WantedName } from './feed';

/** What is to be out for these apps at this publisher. Hosts come before instances: no app's path takes a name that a route has. */
export function recordsOf(apps: readonly FeedApp[], publisher: { id: string; settings: PublisherSettings }): WantedName[] {
  const { settings } = publisher;
  switch (settings.kind) {
    case 'rfc2136':
      return dnsNames(apps, settings);
    case 'etcd':
      return etcdNames(apps, settings, publisher.id);
    case 'consul':
      return consulNames(apps, settings);
  }
}

class Names {
  private readonly byKey = new Map<string, { appPath: string; values: Set<string> }>();
  has = (key: string) => this.byKey.has(key);
  add(key: string, appPath: string, value: string): void {
    const entry = this.byKey.get(key) ?? { appPath, values: new Set<string>() };
    entry.values.add(value);
    this.byKey.set(key, entry);
  }
  list = (): WantedName[] => [...this.byKey].map(([key, { appPath, values }]) => ({ key, appPath, values: [...values].sort() })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

const isV6 = (address: string) => address.includes(':');
const typeOf = (address: string) => (isV6(address) ? 'AAAA' : 'A');

/** Where an instance is reached from outside: address and ports as seen there. None while it is not ready. */
function reached(instance: FeedInstance, { instances, addresses }: Pick<PublisherSettings, 'instances' | 'addresses'>): { addresses: readonly string[]; ports: { name: string | undefined; port: number; protocol: string }[] } | null {
  if (!instance.ready || instances === 'none') return null;
  if (instances === 'container') return instance.address ? { addresses: [instance.address], ports: instance.ports.map(({ name, containerPort, protocol }) => ({ name, port: containerPort, protocol })) } : null;
  const ports = instance.ports.flatMap(({ name, hostPort, protocol }) => (hostPort ? [{ name, port: hostPort, protocol }] : []));
  return ports.length > 0 && addresses.length > 0 ? { addresses, ports } : null;
}

/** Every host in the zone, of apps that have an instance: while the only one restarts, its host stays. */
function* hostsIn(apps: readonly FeedApp[], zone: string): Generator<{ host: string; app: FeedApp }> {
  for (const app of apps) {
    if (app.instances.length === 0) continue;
    for (const given of app.hosts) {
      const host = hostInZone(given, zone);
      if (host) yield { host, app };
    }
  }
}

function dnsNames(apps: readonly FeedApp[], settings: SettingsOf<'rfc2136'>): WantedName[] {
  const names = new Names();
  for (const { host, app } of hostsIn(apps, settings.zone)) for (const address of settings.addresses) names.add(host, app.path, `${typeOf(address)} ${address}`);
  const hosts = new Set(names.list().map(({ key }) => key));
  for (const app of apps) {
    const own = nameOfApp(app.path);
    const name = own && `${own}.${settings.zone}`;
    if (!name || hosts.has(name) || name.length > 230) continue;
    for (const instance of app.instances) {
      const at = reached(instance, settings);
      if (!at) continue;
      for (const address of at.addresses) names.add(name, app.path, `${typeOf(address)} ${address}`);
      for (const port of at.ports) {
        const label = portLabel(port.name);
        if (label && (port.protocol === 'tcp' || port.protocol === 'udp')) names.add(`_${label}._${port.protocol}.${name}`, app.path, `SRV 0 0 ${port.port} ${name}`);
      }
    }
  }
  return names.list();
}

/** SkyDNS's layout, as CoreDNS reads it: labels reversed as folders, one key a record. */
function etcdNames(apps: readonly FeedApp[], settings: SettingsOf<'etcd'>, owner: string): WantedName[] {
  const names = new Names();
  const keyOf = (name: string, id: string) => `${settings.prefix}/${name.split('.').reverse().join('/')}/${id}`;
  const value = (host: string, port?: number) => JSON.stringify({ host, ...(port && { port }), ttl: settings.ttl, gantry: owner });
  const hosts = new Set<string>();
  for (const { host, app } of hostsIn(apps, settings.zone)) {
    hosts.add(host);
    for (const address of settings.addresses) names.add(keyOf(host, `host-${address.replace(/[.:]/g, '-')}`), app.path, value(address));
  }
  for (const app of apps) {
    const name = nameOfApp(app.path);
    if (!name || hosts.has(`${name}.${settings.zone}`)) continue;
    for (const instance of app.instances) {
      const at = reached(instance, settings);
      if (!at) continue;
      const ports = at.ports.length > 0 ? at.ports : [{ name: undefined, port: undefined }];
      for (const [a, address] of at.addresses.entries()) {
        for (const [p, { port }] of ports.entries()) names.add(keyOf(`${name}.${settings.zone}`, [instance.id, ...(a ? [`a${a}`] : []), ...(p ? [String(port)] : [])].join('-')), app.path, value(address, port));
      }
    }
  }
  return names.list();
}

/** The service is called as the app, its group is a tag; each instance is one. */
function consulNames(apps: readonly FeedApp[], settings: SettingsOf<'consul'>): WantedName[] {
  const names = new Names();
  for (const app of apps) {
    if (!nameOfApp(app.path)) continue;
    const [service, ...group] = app.path.split('/').slice(1).reverse();
    for (const instance of app.instances) {
      const at = reached(instance, settings);
      if (!at) continue;
      const [first] = at.ports;
      names.add(instance.id, app.path, JSON.stringify({
        ID: instance.id, Service: service, Tags: group.length > 0 ? [group.reverse().join('/')] : [], Address: at.addresses[0], ...(first && { Port: first.port }),
        Meta: { 'gantry-app': app.path, ...Object.fromEntries(at.ports.flatMap(({ name, port }) => (portLabel(name) ? [[`port-${portLabel(name)}`, String(port)]] : []))) },
      }));
    }
  }
  return names.list();
}
