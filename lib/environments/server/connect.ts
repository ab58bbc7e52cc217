import Docker from 'dockerode';
import http from 'node:http';
import https from 'node:https';
import type { ConnectionInput } from '../contract';
import { SshTunnel } from './ssh-tunnel';

/** Sockets an engine may hold: enough for bulk work, few enough that a hung engine does not exhaust this process. */
const MAX_SOCKETS = 24;

/** dockerode fills what is missing from DOCKER_HOST and its kin; a connection here is what the database says, whole. */
const NOTHING_FROM_ENV = { host: undefined, port: undefined, socketPath: undefined, ca: undefined, cert: undefined, key: undefined, timeout: undefined };

/**
 * The clients of one engine, each with sockets of its own: a hundred open logs (`streams`) never make a short call
 * (`calls`) wait, and neither keeps the question whether the engine lives (`probe`) from being asked.
 */
export interface EngineClients {
  probe: Docker;
  calls: Docker;
  streams: Docker;
  /** Of an engine behind SSH. */
  tunnel: SshTunnel | undefined;
  close(): void;
}

export function connectEngine(connection: ConnectionInput, onHostKey?: (fingerprint: string) => void): EngineClients {
  const tunnel = connection.kind === 'ssh' ? new SshTunnel(connection, onHostKey) : undefined;
  const agents: http.Agent[] = [];
  const client = (pool: http.AgentOptions) => {
    const agent = tunnel?.agent(pool) ?? (connection.kind === 'tcp' && connection.tls ? new https.Agent({ ...pool, ...connection.tls }) : new http.Agent(pool));
    agents.push(agent);
    return new Docker({ ...NOTHING_FROM_ENV, ...addressOf(connection), agent } as Docker.DockerOptions);
  };
  return {
    probe: client({ keepAlive: true, maxSockets: 2 }),
    calls: client({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    streams: client({ keepAlive: false, maxSockets: Infinity }),
    tunnel,
    close() {
      for (const agent of agents) agent.destroy();
      tunnel?.close();
    },
  };
}

function addressOf(connection: ConnectionInput): object {
  switch (connection.kind) {
    case 'socket':
      return { socketPath: connection.socketPath };
    case 'tcp':
      return { host: connection.host, port: connection.port, protocol: connection.tls ? 'https' : 'http', ...connection.tls };
    case 'ssh':
      // Only the Host header sees this name; the agent's sockets are channels of the tunnel.
      return { host: 'docker', port: 80, protocol: 'http' };
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
