import { nameOfApp } from './app-name';

/** The suffix under which a name is never one of the world's. */
const SUFFIX = 'gantry.internal';
const MIB = 1024 * 1024;
export const NAMES_AT = '/names';

export interface NamedApp {
  path: string;
  /** Of its ready instances, in the tenant's network. */
  addresses: readonly string[];
}

export interface NameFiles {
  hosts: string;
  local: string;
}

/**
 * What the name server of a tenant answers. `local` holds every app, so that one without a ready instance does not exist
 * instead of being asked for in the wide world; the tenant's own name is left alone, for it may be a real top-level domain.
 */
export function nameFilesOf(apps: readonly NamedApp[]): NameFiles {
  const named = apps.flatMap(({ path, addresses }) => { const name = nameOfApp(path); return name ? [{ name, addresses }] : []; }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    hosts: named.flatMap(({ name, addresses }) => [...addresses].sort().map((address) => `${address} ${name} ${name}.${SUFFIX}\n`)).join(''),
    local: [`server=/${SUFFIX}/\n`, ...named.map(({ name }) => `server=/${name}/\n`)].join(''),
  };
}

/**
 * dnsmasq in the host's network, bound to the one bridge of the tenant: there it has an address that stays as long as the
 * network does, which a container of the network has not. What it does not know it asks the servers of the host.
 */
export const serverRequest = ({ tenant, networkId, image, volume }: { tenant: string; networkId: string; image: string; volume: string }) => ({
  Image: image,
  Entrypoint: ['/usr/sbin/dnsmasq'],
  Cmd: [
    '--keep-in-foreground', '--log-facility=-', '--pid-file=', '--user=nobody', '--group=nogroup', '--conf-file=/dev/null',
    `--interface=${bridgeOf(networkId)}`, '--except-interface=lo', '--bind-dynamic',
    '--no-hosts', `--addn-hosts=${NAMES_AT}/hosts`, `--servers-file=${NAMES_AT}/local`, '--local-ttl=1', '--cache-size=0',
  ],
  Labels: { 'gantry.names': tenant },
  StopTimeout: 1,
  HostConfig: {
    NetworkMode: 'host', ReadonlyRootfs: true, CapDrop: ['ALL'], CapAdd: ['NET_BIND_SERVICE', 'SETUID', 'SETGID'], SecurityOpt: ['no-new-privileges'],
    Memory: 32 * MIB, MemorySwap: 32 * MIB, PidsLimit: 64, RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } },
    Mounts: [{ Type: 'volume' as const, Source: volume, Target: NAMES_AT }],
  },
});

/** Connects once, as any container of the network would. */
export const probeRequest = ({ tenant, network, image, gateway }: { tenant: string; network: string; image: string; gateway: string }) => ({
  Image: image,
  Entrypoint: ['/usr/bin/socat'],
  Cmd: ['-u', 'OPEN:/dev/null', `TCP4:${gateway}:53,connect-timeout=3,retry=10,interval=0.2`],
  User: '65534:65534',
  Labels: { 'gantry.names.probe': tenant },
  HostConfig: { NetworkMode: network, ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'], Memory: 32 * MIB, MemorySwap: 32 * MIB, PidsLimit: 16 },
});

const bridgeOf = (networkId: string) => `br-${networkId.slice(0, 12)}`;
