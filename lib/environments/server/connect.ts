import Docker from 'dockerode';
import http from 'node:http';
import https from 'node:https';
import type { ConnectionInput } from '../contract';
import { sshAgent } from './ssh-agent';

/** Sockets an engine may hold: enough for bulk work, few enough that a hung engine does not exhaust this process. */
const MAX_SOCKETS = 24;

/** dockerode fills what is missing from DOCKER_HOST and its kin; a connection here is what the database says, whole. */
const NOTHING_FROM_ENV = { host: undefined, port: undefined, socketPath: undefined, ca: undefined, cert: undefined, key: undefined, timeout: undefined };

/**
 * A client for one engine. `kind: 'calls'` keeps connections alive; streams (events, logs, stats, attach) get an agent of
 * their own, so that a hundred open logs never make a short call wait.
 */
export function connectDocker(connection: ConnectionInput, use: 'calls' | 'streams'): Docker {
  const pool = use === 'calls' ? { keepAlive: true, maxSockets: MAX_SOCKETS, timeout: 0 } : { keepAlive: false, maxSockets: Infinity };
  switch (connection.kind) {
    case 'socket':
      return new Docker({ ...NOTHING_FROM_ENV, socketPath: connection.socketPath, agent: new http.Agent(pool) } as Docker.DockerOptions);
    case 'tcp': {
      const { tls } = connection;
      return new Docker({
        ...NOTHING_FROM_ENV,
        host: connection.host,
        port: connection.port,
        protocol: tls ? 'https' : 'http',
        ...(tls && { ca: tls.ca, cert: tls.cert, key: tls.key }),
        agent: tls ? new https.Agent({ ...pool, ca: tls.ca, cert: tls.cert, key: tls.key }) : new http.Agent(pool),
      } as Docker.DockerOptions);
    }
    case 'ssh':
      return new Docker({ ...NOTHING_FROM_ENV, protocol: 'http', host: 'docker', port: 80, agent: sshAgent(connection, pool) } as Docker.DockerOptions);
  }
}

/** How the connection is shown: no secret in it. */
export function endpointOf(connection: ConnectionInput): string {
  switch (connection.kind) {
    case 'socket':
      return `unix://${connection.socketPath}`;
    case 'tcp':
      return `${connection.tls ? 'tcp+tls' : 'tcp'}://${connection.host}:${connection.port}`;
    case 'ssh':
      return `ssh://${connection.username}@${connection.host}:${connection.port}`;
  }
}
