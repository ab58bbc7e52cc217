import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionInput, ContainerRow } from '../contract';
import type { SshTunnel } from './ssh-tunnel';

/** A container in no network of its own is asked at its host. */
const LOOPBACK = '127.0.0.1';
const UNREACHABLE = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EACCES']);

interface Place {
  host: string;
  port: number;
}

/**
 * Ways to a port of a container, best first. On the console's own machine its address is routed, except where Docker
 * runs in a virtual machine: there, and from afar over TCP, the published port is the only way. Over SSH the host opens
 * the connection, so that nothing need be published.
 */
export function waysTo(connection: ConnectionInput, row: Pick<ContainerRow, 'addresses' | 'ports'>, port: number): Place[] {
  const own = row.addresses.flatMap(({ address }) => (address ? [{ host: address, port }] : []));
  const hostPort = row.ports.find((one) => one.containerPort === port && one.protocol === 'tcp' && one.hostPort)?.hostPort;
  const engineHost = connection.kind === 'tcp' ? connection.host : LOOPBACK;
  const published = hostPort ? [{ host: engineHost, port: hostPort }] : [];
  if (own.length === 0) return [{ host: engineHost, port }];
  return connection.kind === 'tcp' ? [...published, ...own] : [...own, ...published];
}

/** Opens the first way that leads there. A port that refuses is an answer, not a reason to look elsewhere. */
export async function dial(connection: ConnectionInput, tunnel: SshTunnel | undefined, ways: Place[], signal: AbortSignal): Promise<Duplex> {
  let last: unknown = new Error('no address');
  for (const [index, way] of ways.entries()) {
    // The last one may take all the time that is left.
    const bounded = index < ways.length - 1 ? AbortSignal.any([signal, AbortSignal.timeout(1_000)]) : signal;
    try {
      return await (tunnel ? tunnel.forward(way.host, way.port, bounded) : open(way, bounded));
    } catch (error) {
      last = error;
      if (signal.aborted || !UNREACHABLE.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
  throw last;
}

function open({ host, port }: Place, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    const giveUp = () => socket.destroy(Object.assign(new Error(`connect ETIMEDOUT ${host}:${port}`), { code: 'ETIMEDOUT' }));
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    socket.once('error', reject);
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
