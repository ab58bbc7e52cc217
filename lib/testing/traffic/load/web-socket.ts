import { WebSocket } from 'ws';
import { parse, type Target } from './ask';
import type { Served } from './record';

const ECHO_EVERY_MS = 100;

interface Limits {
  lifeMs: number;
  timeoutMs: number;
  onEcho: (served: Served) => void;
}

/** Opens, echoes for its life and then closes by itself, as the protocol asks. */
export class EchoSocket {
  /** Who is at the other end, once that is told. */
  served: Served | undefined;
  /** Rejects with what was wrong: cut, closed unasked, an echo late, missing or other than what was sent. */
  readonly ended: Promise<void>;
  private end!: (error?: Error) => void;
  private readonly socket: WebSocket;
  private readonly waiting: { text: string; sentAt: number }[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private sent = 0;
  private isClosing = false;

  constructor({ address, port, host }: Target, private readonly limits: Limits) {
    this.ended = new Promise<void>((resolve, reject) => {
      this.end = (error) => {
        this.timers.forEach(clearTimeout);
        if (!error) return resolve();
        this.socket.terminate();
        reject(error);
      };
    });
    this.socket = new WebSocket(`ws://${address}:${port}/ws`, { headers: { host }, perMessageDeflate: false, handshakeTimeout: limits.timeoutMs });
    this.socket.on('open', () => {
      this.timers.push(setInterval(() => this.echo(), ECHO_EVERY_MS), setTimeout(() => this.close(), limits.lifeMs));
      this.after(limits.timeoutMs, () => !this.served && this.end(new Error('told nothing of itself in time')));
    });
    this.socket.on('message', (data) => this.take(String(data)));
    this.socket.on('error', (error) => this.end(error));
    this.socket.on('close', (code) => {
      if (!this.isClosing || this.waiting.length > 0) return this.end(new Error(code === 1006 ? 'cut' : `closed unasked with ${code}`));
      this.end(code === 1006 ? new Error('cut in place of an answer to the close') : undefined);
    });
  }

  /** Once the other end has told who it is and all that was sent has come back. */
  close(): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.after(this.limits.timeoutMs, () => this.end(new Error(this.served ? 'not closed in time' : 'told nothing of itself in time')));
    this.closeOnceDone();
  }

  private closeOnceDone(): void {
    if (this.isClosing && this.served && this.waiting.length === 0) this.socket.close(1000);
  }

  private echo(): void {
    const oldest = this.waiting[0];
    if (oldest && performance.now() - oldest.sentAt > this.limits.timeoutMs) return this.end(new Error('no echo in time'));
    if (this.isClosing || !this.served) return;
    const text = `echo ${++this.sent}`;
    this.waiting.push({ text, sentAt: performance.now() });
    this.socket.send(text);
  }

  private take(text: string): void {
    if (!this.served) {
      try {
        this.served = parse<Served>(text);
      } catch (error) {
        return this.end(error as Error);
      }
      return this.closeOnceDone();
    }
    const expected = this.waiting.shift();
    if (expected?.text !== text) return this.end(new Error(`sent ${expected?.text}, back came ${text.slice(0, 80)}`));
    this.limits.onEcho(this.served);
    this.closeOnceDone();
  }

  private after(ms: number, then: () => void): void {
    this.timers.push(setTimeout(then, ms));
  }
}
