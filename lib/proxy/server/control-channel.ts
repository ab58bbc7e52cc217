import { PassThrough, type Duplex } from 'node:stream';
import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';
import { proxyErrors } from '../errors';
import { MASTER } from '../model/haproxy-config';

const PROMPT = 'master> ';
const ANSWER_MS = 5_000;
/** How long an answer that looks whole is waited on for the prompt that ends it. */
const WHOLE_MS = 50;

/** What connects a stream to HAProxy's own socket; which of them an image has is tried out. */
const BRIDGES: readonly (readonly string[])[] = [
  // While a master starts itself anew nobody listens: socat waits for it.
  ['socat', '-t', '0.01', 'STDIO', `UNIX-CONNECT:${MASTER},retry=100,interval=0.02`],
  ['nc', `local:${MASTER}`],
  ['perl', '-MIO::Socket::UNIX', '-MIO::Select', '-e', `$|=1;my $s=IO::Socket::UNIX->new("${MASTER}") or exit 1;my $l=IO::Select->new($s,\\*STDIN);while(my @r=$l->can_read){for my $h(@r){my $n=sysread($h,my $b,65536);exit unless $n;if($h==$s){syswrite(STDOUT,$b)}else{syswrite($s,$b)}}}`],
];

const isLong = (command: string) => /^(@!\d+ )?show /.test(command);

/** Which of them a container has. */
const known = () => processState('proxy-bridges', () => new Map<string, readonly string[]>());

/**
 * HAProxy's master CLI over one lasting `exec`: it needs no port, and works wherever the engine's API does. Commands are
 * answered in order, one batch after the other.
 */
export class ControlChannel {
  #buffer = '';
  #waiting: { resolve: (answer: string) => void; reject: (error: unknown) => void; timer: NodeJS.Timeout }[] = [];
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();
  #silence: NodeJS.Timeout | undefined;
  /** Nothing will be heard over this stream any more. */
  #isMute = false;
  #stream!: Duplex;

  private constructor(private readonly engine: Engine, private readonly containerId: string, private readonly bridge: readonly string[]) {}

  get isOpen(): boolean {
    return !this.#closed;
  }

  static async open(engine: Engine, containerId: string): Promise<ControlChannel> {
    const found = known().get(containerId);
    for (const bridge of found ? [found] : BRIDGES) {
      const channel = new ControlChannel(engine, containerId, bridge);
      if (await channel.#connect().then(() => true, () => false)) {
        known().set(containerId, bridge);
        return channel;
      }
      channel.close();
    }
    if (found) throw proxyErrors('not_running', { environment: engine.name });
    throw proxyErrors('no_bridge', { container: containerId.slice(0, 12), environment: engine.name });
  }

  async #connect(): Promise<void> {
    const { engine, containerId, bridge } = this;
    const exec = await engine.call((docker) => docker.getContainer(containerId).exec({ Cmd: [...bridge], AttachStdin: true, AttachStdout: true, AttachStderr: true }));
    const output = new PassThrough();
    // A hijacked connection lasts: it must not be counted against the deadline of a call.
    const stream: Duplex = await engine.call(
      async (docker) => {
        const opened = await docker.getExec(exec.id).start({ hijack: true, stdin: true });
        docker.modem.demuxStream(opened, output, new PassThrough().resume());
        return opened;
      },
      { timeoutMs: null },
    );
    this.#stream = stream;
    this.#isMute = false;
    this.#buffer = '';
    output.on('data', (chunk: Buffer) => { if (stream === this.#stream && !this.#isMute) this.#read(chunk.toString('utf8')); });
    for (const event of ['end', 'close', 'error']) stream.on(event, () => { if (stream === this.#stream && !this.#isMute) this.close(); });
    const prompt = this.#expect();
    stream.write('prompt\n');
    await prompt;
  }

  #abandon(): void {
    clearTimeout(this.#silence);
    this.#stream?.destroy();
  }

  /** Each answer without the prompt. Fails if the proxy ends the conversation, or is silent for too long. */
  send(commands: readonly string[], timeoutMs = ANSWER_MS): Promise<string[]> {
    const answers = this.#last.then(() => this.#sendNow(commands, timeoutMs));
    this.#last = answers.catch(() => {});
    return answers;
  }

  async #sendNow(commands: readonly string[], timeoutMs: number): Promise<string[]> {
    const all: string[] = [];
    for (let next = 0; next < commands.length;) {
      // What has a long answer goes alone, see `#takeAsWhole`.
      const count = isLong(commands[next]!) ? 1 : commands.slice(next).findIndex(isLong);
      const part = commands.slice(next, count < 0 ? undefined : next + count);
      all.push(...await this.#exchange(part, timeoutMs));
      next += part.length;
    }
    return all;
  }

  async #exchange(commands: readonly string[], timeoutMs: number): Promise<string[]> {
    if (this.#isMute && !this.#closed) await this.#connect();
    if (this.#closed) throw proxyErrors('not_running', { environment: this.engine.name });
    const answers = commands.map(() => this.#expect(timeoutMs));
    this.#stream.write(commands.map((command) => `${command}\n`).join(''));
    const settled = await Promise.allSettled(answers);
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return settled.map((one) => (one as PromiseFulfilledResult<string>).value);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#abandon();
    for (const { reject, timer } of this.#waiting.splice(0)) {
      clearTimeout(timer);
      reject(proxyErrors('not_running', { environment: this.engine.name }));
    }
  }

  #expect(timeoutMs = ANSWER_MS): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(proxyErrors('no_answer', { environment: this.engine.name, seconds: timeoutMs / 1000 }));
        // What comes late would be taken for the answer to the next question.
        this.close();
      }, timeoutMs);
      this.#waiting.push({ resolve, reject, timer });
    });
  }

  #read(text: string): void {
    clearTimeout(this.#silence);
    this.#buffer += text;
    this.#readAnswers();
    if (this.#buffer.endsWith('\n\n') && this.#waiting.length === 1) this.#silence = setTimeout(() => this.#takeAsWhole(), WHOLE_MS);
  }

  /**
   * HAProxy 2.6 loses a prompt for which its buffer has no room, and hears nothing from then on: the answer is all there,
   * and the next question needs another conversation.
   */
  #takeAsWhole(): void {
    this.#isMute = true;
    this.#abandon();
    this.#buffer += PROMPT;
    this.#readAnswers();
  }

  #readAnswers(): void {
    for (let end = this.#promptAt(); end >= 0; end = this.#promptAt()) {
      const answer = this.#buffer.slice(0, end);
      this.#buffer = this.#buffer.slice(end + PROMPT.length);
      const next = this.#waiting.shift();
      if (!next) continue;
      clearTimeout(next.timer);
      next.resolve(answer.trim());
    }
  }

  /** A prompt stands at the beginning of a line. */
  #promptAt(): number {
    if (this.#buffer.startsWith(PROMPT)) return 0;
    const found = this.#buffer.indexOf(`\n${PROMPT}`);
    return found < 0 ? -1 : found + 1;
  }
}
