import http from 'node:http';
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ClientChannel } from 'ssh2';
import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';
import { ChannelSocket } from './channel-socket';

type SshConnection = Extract<ConnectionInput, { kind: 'ssh' }>;
interface Line {
  client: Client;
  /** Also those that are being opened. */
  channels: number;
  sockets: Set<ChannelSocket>;
}

const READY_TIMEOUT_MS = 8_000;
/** sshd allows ten sessions on a connection unless told otherwise. */
const CHANNELS_PER_CLIENT = 8;
const MOST_STDERR = 1_000;

export const fingerprintOf = (hostKey: Buffer) => `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;

export function checkSshKey(privateKey: string): void {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw environmentErrors('invalid_ssh_key', { reason: key.message }, '$.connection.privateKey');
  if (!key.isPrivateKey()) throw environmentErrors('invalid_ssh_key', { reason: 'it is the public key' }, '$.connection.privateKey');
}

/**
 * Carries HTTP over `docker system dial-stdio` on the host: no port of the engine is opened. A few SSH connections carry
 * all channels; a broken one is replaced by the next call. The host key is pinned once a fingerprint is known.
 */
export class SshTunnel {
  private readonly lines = new Set<Line>();
  private opening: Promise<Line> | undefined;
  private closed = false;

  constructor(
    private readonly connection: SshConnection,
    private readonly onHostKey?: (fingerprint: string) => void,
  ) {}

  /** Node's agent takes a socket through the callback; the channel is a duplex and serves as one. */
  agent(pool: http.AgentOptions): http.Agent {
    return Object.assign(new http.Agent(pool), {
      createConnection: (_options: unknown, done: (error: Error | null, socket?: Duplex) => void) => {
        this.openChannel().then((socket) => done(null, socket), (error: Error) => done(error));
      },
    });
  }

  close(): void {
    this.closed = true;
    for (const { client } of this.lines) client.end();
    this.lines.clear();
  }

  /** A connection that the host opens to an address of its own networks. */
  forward(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
    return this.openChannel((client) => forwardOut(client, host, port, signal));
  }

  private async openChannel(begin = (client: Client) => this.execute(client)): Promise<ChannelSocket> {
    const line = await this.freeLine();
    line.channels++;
    const socket = await begin(line.client).catch((error: unknown) => {
      line.channels--;
      throw error;
    });
    line.sockets.add(socket);
    const release = () => {
      line.channels--;
      line.sockets.delete(socket);
    };
    if (socket.closed) release();
    else socket.once('close', release);
    // A host without docker ends the channel in the very packet that opened it: seen here, or never told.
    await new Promise((resolve) => setImmediate(resolve));
    if (socket.errored) throw socket.errored;
    return socket;
  }

  private execute(client: Client): Promise<ChannelSocket> {
    return new Promise((resolve, reject) => {
      // A connection that is lost meanwhile answers nothing.
      const giveUp = () => reject(lost());
      client.once('close', giveUp);
      client.exec('docker system dial-stdio', (error, channel) => {
        client.off('close', giveUp);
        if (error) return reject(error);
        // Listened to at once: what came in the same packet is told before any promise goes on.
        const socket = new ChannelSocket(channel);
        this.explainEnd(channel, socket);
        resolve(socket);
      });
    });
  }

  /** Without this a missing docker command would read as `socket hang up`. */
  private explainEnd(channel: ClientChannel, socket: ChannelSocket): void {
    let said = '';
    channel.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(0, MOST_STDERR); });
    channel.once('exit', (code: number | null) => {
      if (code) socket.destroy(environmentErrors('ssh_no_docker', { host: this.name, reason: said.trim() || `exit code ${code}` }, '$.connection.host'));
    });
  }

  private async freeLine(): Promise<Line> {
    for (;;) {
      const free = [...this.lines].find(({ channels }) => channels < CHANNELS_PER_CLIENT);
      if (free) return free;
      // All callers wait for one new connection, then look again: together they may need more than it carries.
      await (this.opening ??= this.openLine().finally(() => { this.opening = undefined; }));
    }
  }

  private get name() {
    return `${this.connection.host}:${this.connection.port}`;
  }

  /** A host whose key nobody confirmed is spoken to only by who wants to see the key. */
  private mistrust(given: string): Error | undefined {
    const pinned = this.connection.hostKeyFingerprint;
    this.onHostKey?.(given);
    if (pinned && pinned !== given) return environmentErrors('ssh_host_key_mismatch', { host: this.name, given }, '$.connection.hostKeyFingerprint');
    if (!pinned && !this.onHostKey) return environmentErrors('ssh_host_key_unconfirmed', { host: this.name }, '$.connection.hostKeyFingerprint');
    return undefined;
  }

  private openLine(): Promise<Line> {
    return new Promise((resolve, reject) => {
      const client = new ssh2.Client();
      const line: Line = { client, channels: 0, sockets: new Set() };
      let untrusted: Error | undefined;
      client.once('ready', () => {
        if (this.closed) return void client.end();
        this.lines.add(line);
        resolve(line);
      });
      client.once('close', () => {
        this.lines.delete(line);
        for (const socket of line.sockets) socket.destroy(lost());
        reject(lost());
      });
      client.on('error', (error: Error & { level?: string }) => {
        if (untrusted) reject(untrusted);
        else if (error.level === 'client-authentication') reject(environmentErrors('ssh_auth_failed', { host: this.name }, '$.connection.privateKey'));
        else reject(error);
      });
      client.connect({
        host: this.connection.host,
        port: this.connection.port,
        username: this.connection.username,
        privateKey: this.connection.privateKey,
        readyTimeout: READY_TIMEOUT_MS,
        keepaliveInterval: 5_000,
        keepaliveCountMax: 2,
        hostVerifier: (hostKey: Buffer) => {
          untrusted = this.mistrust(fingerprintOf(hostKey));
          return untrusted === undefined;
        },
      });
    });
  }
}

function forwardOut(client: Client, host: string, port: number, signal: AbortSignal): Promise<ChannelSocket> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(Object.assign(new Error(`connect ETIMEDOUT ${host}:${port}`), { code: 'ETIMEDOUT' }));
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    client.once('close', giveUp);
    client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      signal.removeEventListener('abort', giveUp);
      client.off('close', giveUp);
      if (error) return reject(Object.assign(new Error(`connect ${host}:${port}: ${error.message}`), { code: 'ECONNREFUSED' }));
      if (signal.aborted) return void channel.close();
      resolve(new ChannelSocket(channel));
    });
  });
}

const lost = () => Object.assign(new Error('the SSH connection was closed'), { code: 'ECONNRESET' });
