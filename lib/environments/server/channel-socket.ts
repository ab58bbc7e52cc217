import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';

/**
 * An SSH channel as HTTP wants its sockets: it can be destroyed with a reason, and says that it closed. ssh2's own can do
 * neither once its connection is lost, and an agent would hand out the dead one again and again.
 */
export class ChannelSocket extends Duplex {
  constructor(private readonly channel: ClientChannel) {
    super();
    // It may fail before whoever asked for it can listen; `errored` tells them.
    this.on('error', () => {});
    channel.on('data', (chunk: Buffer) => { if (!this.push(chunk)) channel.pause(); });
    channel.on('end', () => this.push(null));
    channel.on('close', () => this.destroy());
    channel.on('error', (error: Error) => this.destroy(error));
  }

  override _read(): void {
    this.channel.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.channel.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.channel.close();
    done(error);
  }

  // An SSH channel has no such knobs; its connection keeps itself alive.
  setKeepAlive = () => this;
  setNoDelay = () => this;
  setTimeout = () => this;
  ref = () => this;
  unref = () => this;
}
