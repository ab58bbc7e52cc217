import http from 'node:http';
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';

type SshConnection = Extract<ConnectionInput, { kind: 'ssh' }>;

const READY_TIMEOUT_MS = 8_000;

export const fingerprintOf = (hostKey: Buffer) => `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;

/**
 * An HTTP agent whose connections are `docker system dial-stdio` on the host: no port of the engine is opened. One SSH
 * connection carries them all; it is made again when it breaks. The host key is pinned once a fingerprint is known.
 */
export function sshAgent(connection: SshConnection, pool: http.AgentOptions, onHostKey?: (fingerprint: string) => void): http.Agent {
  const agent = new http.Agent({ ...pool, maxSockets: Math.min(pool.maxSockets ?? 8, 8) });
  let shared: Promise<Client> | undefined;
  const open = () => (shared ??= openClient(connection, () => (shared = undefined), onHostKey).catch((error: unknown) => { shared = undefined; throw error; }));

  // Node's agent takes a socket through the callback; the channel is a duplex and serves as one.
  Object.assign(agent, {
    createConnection: (_options: unknown, done: (error: Error | null, socket?: Duplex) => void) => {
      open().then(
        (client) => client.exec('docker system dial-stdio', (error, channel) => (error ? done(error) : done(null, asSocket(channel)))),
        (error: Error) => done(error),
      );
    },
  });
  const destroy = agent.destroy.bind(agent);
  agent.destroy = () => {
    void shared?.then((client) => client.end(), () => {});
    destroy();
  };
  return agent;
}

/** http expects these of a socket; an SSH channel has no such knobs. */
function asSocket(channel: Duplex): Duplex {
  return Object.assign(channel, { setKeepAlive: () => channel, setNoDelay: () => channel, setTimeout: () => channel, ref: () => channel, unref: () => channel });
}

function openClient(connection: SshConnection, onClosed: () => void, onHostKey?: (fingerprint: string) => void): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let mismatch: string | undefined;
    client.once('ready', () => resolve(client));
    client.once('close', onClosed);
    client.on('error', (error: Error & { level?: string }) => {
      const host = `${connection.host}:${connection.port}`;
      if (mismatch) reject(environmentErrors('ssh_host_key_mismatch', { host, given: mismatch }));
      else if (error.level === 'client-authentication') reject(environmentErrors('ssh_auth_failed', { host }));
      else reject(error);
    });
    try {
      client.connect({
        host: connection.host,
        port: connection.port,
        username: connection.username,
        privateKey: connection.privateKey,
        readyTimeout: READY_TIMEOUT_MS,
        keepaliveInterval: 5_000,
        keepaliveCountMax: 2,
        hostVerifier: (key: Buffer) => {
          const given = fingerprintOf(key);
          onHostKey?.(given);
          if (!connection.hostKeyFingerprint || connection.hostKeyFingerprint === given) return true;
          mismatch = given;
          return false;
        },
      });
    } catch (error) {
      reject(environmentErrors('invalid_tls', { part: 'privateKey', reason: (error as Error).message }));
    }
  });
}
