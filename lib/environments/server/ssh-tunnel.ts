import http from 'node:http';
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { Client, utils, type ClientChannel } from 'ssh2';
import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';

type SshConnection = Extract<ConnectionInput, { kind: 'ssh' }>;
interface Line { client: Client; channels: number }

const READY_TIMEOUT_MS = 8_000;
/** sshd allows ten sessions on a connection unless told otherwise. */
const CHANNELS_PER_CLIENT = 8;
const MOST_STDERR = 1_000;

export const fingerprintOf = (hostKey: Buffer) => `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;

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
        this.openChannel().then((channel) => done(null, asSocket(channel)), (error: Error) => done(error));
      },
    });
  }

  close(): void {
    this.closed = true;
    for (const { client } of this.lines) client.end();
    this.lines.clear();
  }

  private async openChannel(): Promise<Duplex> {
    const line = await this.freeLine();
    line.channels++;
    const channel = await new Promise<ClientChannel>((resolve, reject) => line.client.exec('docker system dial-stdio', (error, opened) => (error ? reject(error) : resolve(opened)))).catch((error: unknown) => {
      line.channels--;
      throw error;
    });
    channel.once('close', () => { line.channels--; });
    this.explainEnd(channel);
    return channel;
  }

  /** Without this a missing docker command would read as `socket hang up`. */
  private explainEnd(channel: ClientChannel): void {
    let said = '';
    channel.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(0, MOST_STDERR); });
    channel.once('exit', (code: number | null) => {
      if (code) (channel as Duplex).destroy(environmentErrors('ssh_no_docker', { host: this.name, reason: said.trim() || `exit code ${code}` }));
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

  private openLine(): Promise<Line> {
    const key = utils.parseKey(this.connection.privateKey);
    if (key instanceof Error) return Promise.reject(environmentErrors('invalid_ssh_key', { reason: key.message }, '$.connection.privateKey'));
    return new Promise((resolve, reject) => {
      const client = new Client();
      const line: Line = { client, channels: 0 };
      let mismatch: string | undefined;
      client.once('ready', () => {
        if (this.closed) return void client.end();
        this.lines.add(line);
        resolve(line);
      });
      client.once('close', () => {
        this.lines.delete(line);
        reject(new Error('the SSH connection was closed'));
      });
      client.on('error', (error: Error & { level?: string }) => {
        if (mismatch) reject(environmentErrors('ssh_host_key_mismatch', { host: this.name, given: mismatch }, '$.connection.hostKeyFingerprint'));
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
          const given = fingerprintOf(hostKey);
          this.onHostKey?.(given);
          if (!this.connection.hostKeyFingerprint || this.connection.hostKeyFingerprint === given) return true;
          mismatch = given;
          return false;
        },
      });
    });
  }
}

/** http expects these of a socket; an SSH channel has no such knobs. */
function asSocket(channel: Duplex): Duplex {
  return Object.assign(channel, { setKeepAlive: () => channel, setNoDelay: () => channel, setTimeout: () => channel, ref: () => channel, unref: () => channel });
}
