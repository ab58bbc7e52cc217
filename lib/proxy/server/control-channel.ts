import { PassThrough, type Duplex } from 'node:stream';
import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';
import { proxyErrors } from '../errors';
import { MASTER } from '../model/haproxy-config';

const PROMPT = 'master> ';
const ANSWER_MS = 5_000;

/** What connects a stream to HAProxy's own socket; which of them an image has is tried out. */
const BRIDGES: readonly (readonly string[])[] = [
  // While a master starts itself anew nobody listens: socat waits for it.
  ['socat', '-t', '0.01', 'STDIO', `UNIX-CONNECT:${MASTER},retry=100,interval=0.02`],
  ['nc', `local:${MASTER}`],
  ['perl', '-MIO::Socket::UNIX', '-MIO::Select', '-e', `$|=1;my $s=IO::Socket::UNIX->new("${MASTER}") or exit 1;my $l=IO::Select->new($s,\\*STDIN);while(my @r=$l->can_read){for my $h(@r){my $n=sysread($h,my $b,65536);exit unless $n;if($h==$s){syswrite(STDOUT,$b)}else{syswrite($s,$b)}}}`],
];

/** Which of them a container has. */
const known = () => processState('proxy-bridges', () => new Map<string, readonly string[]>());

/**
 * HAProxy's master CLI over one lasting `exec`: it needs no port, and works wherever the engine's API does. Commands are
 * sent at once and answered in order.
 */
export class ControlChannel {
  #buffer = '';
  #waiting: { resolve: (answer: string) => void; reject: (error: unknown) => void; timer: NodeJS.Timeout }[] = [];
  #closed = false;

  private constructor(private readonly stream: Duplex, private readonly name: string, output: NodeJS.ReadableStream) {
    output.on('data', (chunk: Buffer) => this.#read(chunk.toString('utf8')));
    for (const event of ['end', 'close', 'error']) stream.on(event, () => this.close());
  }

  get isOpen(): boolean {
    return !this.#closed;
  }

  static async open(engine: Engine, containerId: string): Promise<ControlChannel> {
    const found = known().get(containerId);
    for (const bridge of found ? [found] : BRIDGES) {
      const channel = await ControlChannel.#start(engine, containerId, bridge);
      const first = await channel.#expect().then(() => true, () => false);
      if (first) {
        known().set(containerId, bridge);
        return channel;
      }
      channel.close();
    }
    if (found) throw proxyErrors('not_running', { environment: engine.name });
    throw proxyErrors('no_bridge', { container: containerId.slice(0, 12), environment: engine.name });
  }

  static async #start(engine: Engine, containerId: string, command: readonly string[]): Promise<ControlChannel> {
    const exec = await engine.call((docker) => docker.getContainer(containerId).exec({ Cmd: [...command], AttachStdin: true, AttachStdout: true, AttachStderr: true }));
    const output = new PassThrough();
    // A hijacked connection lasts: it must not be counted against the deadline of a call.
    const stream = await engine.call(
      async (docker) => {
        const opened = await docker.getExec(exec.id).start({ hijack: true, stdin: true });
        docker.modem.demuxStream(opened, output, new PassThrough().resume());
        return opened;
      },
      { timeoutMs: null },
    );
    const channel = new ControlChannel(stream, engine.name, output);
    stream.write('prompt\n');
    return channel;
  }

  /** Each answer without the prompt. Fails if the proxy ends the conversation, or is silent for too long. */
  async send(commands: readonly string[], timeoutMs = ANSWER_MS): Promise<string[]> {
    if (this.#closed) throw proxyErrors('not_running', { environment: this.name });
    const answers = commands.map(() => this.#expect(timeoutMs));
    this.stream.write(commands.map((command) => `${command}\n`).join(''));
    const settled = await Promise.allSettled(answers);
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return settled.map((one) => (one as PromiseFulfilledResult<string>).value);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.stream.destroy();
    for (const { reject, timer } of this.#waiting.splice(0)) {
      clearTimeout(timer);
      reject(proxyErrors('not_running', { environment: this.name }));
    }
  }

  #expect(timeoutMs = ANSWER_MS): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(proxyErrors('no_answer', { environment: this.name, seconds: timeoutMs / 1000 }));
        // What comes late would be taken for the answer to the next question.
        this.close();
      }, timeoutMs);
      this.#waiting.push({ resolve, reject, timer });
    });
  }

  #read(text: string): void {
    this.#buffer += text;
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
