import type { RawData, WebSocket } from 'ws';
import type { Scope } from '@/lib/access/model/scope';
import { onAccessChange } from '@/lib/access/server/access-cache';
import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { engineById } from '@/lib/environments/server/engines';
import { placeOfContainer } from '@/lib/environments/server/places';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { terminalRequest, type TerminalEvent } from '../contract';
import { terminalErrors } from '../errors';
import { readExecFailure } from '../model/exec-failure';
import { startExec, type ExecProcess } from './exec-process';
import { Recording, shouldRecord } from './recording';
import { redeemTicket, type TerminalTarget } from './tickets';

const OPEN_WITHIN_MS = 10_000;
const CHECK_MS = 15_000;
const IDLE_MS = 30 * 60_000;
/** The socket may hold so much that the browser has not taken; then the program has to wait. */
const HIGH_WATER_BYTES = 1 << 20;
const LOW_WATER_BYTES = 256 << 10;
const HEAD_BYTES = 2_000;
/** Ends that nobody needs to look into; any other is told by its code. */
const USUAL_ENDS = new Set(['exit', 'closed', 'socket', 'terminal.idle', 'terminal.stopping']);

export interface TerminalSessionOptions {
  socket: WebSocket;
  scope: Scope;
  /** Whether the session still lives and may still exec. */
  stillValid: (target: TerminalTarget | undefined) => Promise<boolean>;
  describeError: (error: unknown) => Promise<{ code: string; detail: string }>;
}

/** One terminal: a socket on one side, a program in a container on the other, and what ends both. */
export class TerminalSession {
  private process: ExecProcess | undefined;
  private target: TerminalTarget | undefined;
  private recording: Recording | undefined;
  private groupPath: string | null = null;
  private recordingBehind = false;
  private startedAt = 0;
  private lastInputAt = Date.now();
  private alive = true;
  private ended = false;
  private head = '';
  private readonly openTimer: NodeJS.Timeout;
  private readonly checkTimer: NodeJS.Timeout;
  private readonly withdraw: (() => void)[];

  constructor(private readonly options: TerminalSessionOptions) {
    const { socket } = options;
    this.openTimer = setTimeout(() => void this.fail(terminalErrors('ticket_invalid')), OPEN_WITHIN_MS);
    this.checkTimer = setInterval(() => void this.check(), CHECK_MS);
    this.withdraw = [onShutdown(() => this.fail(terminalErrors('stopping'))), onAccessChange(() => void this.checkAccess())];
    socket.on('message', (data, isBinary) => void this.onMessage(data, isBinary).catch((error: unknown) => this.fail(error)));
    socket.on('pong', () => { this.alive = true; });
    socket.on('error', () => void this.end('socket'));
    socket.on('close', () => void this.end('closed'));
  }

  private async onMessage(data: RawData, isBinary: boolean): Promise<void> {
    if (this.ended) return;
    if (isBinary) return this.input(data as Buffer);
    const parsed = terminalRequest.safeParse(parseJson(data.toString()));
    if (!parsed.success) throw terminalErrors('ticket_invalid');
    const message = parsed.data;
    if (message.kind === 'open') return this.open(message.ticket, message.columns, message.rows);
    // A program that has just started or just ended has no size to set.
    this.recording?.resize(message.columns, message.rows);
    await this.process?.resize(message.columns, message.rows).catch((error: unknown) => log.debug({ err: error }, 'a terminal was not resized'));
  }

  private async open(ticket: string, columns: number, rows: number): Promise<void> {
    const target = this.target ? null : redeemTicket(this.options.scope, ticket, Date.now());
    if (!target) throw terminalErrors('ticket_invalid');
    this.target = target;
    this.groupPath = placeOfContainer(target.environmentId, target.containerId);
    clearTimeout(this.openTimer);
    const started = await startExec(target).catch(async (error: unknown) => {
      await this.audit('terminal open', isAppError(error) ? error.code : 'error');
      throw error;
    });
    this.process = started;
    started.stream.on('error', (error: Error) => log.debug({ err: error }, 'a terminal stream broke'));
    await this.record(target, columns, rows);
    if (this.ended) return void (await Promise.all([started.hangUp(), this.recording?.end()]));
    this.startedAt = Date.now();
    started.stream.on('data', (chunk: Buffer) => this.output(chunk));
    started.stream.once('close', () => void this.finish());
    started.stream.once('end', () => void this.finish());
    await this.audit('terminal open', 'ok');
    this.send({ kind: 'ready', recorded: this.recording !== undefined });
    await started.resize(columns, rows).catch(() => {});
    if (started.stream.destroyed) void this.finish();
  }

  /** Where the group wants terminals to be recorded there is none without: neither when it starts nor when the disk fails later. */
  private async record(target: TerminalTarget, columns: number, rows: number): Promise<void> {
    try {
      if (!(await shouldRecord(this.groupPath))) return;
      const { environmentId, containerId, command } = target;
      const facts = { environmentId, containerId, command, columns, rows, containerName: this.containerName(), groupPath: this.groupPath, userName: this.options.scope.actor.name };
      this.recording = await Recording.start(facts, (error) => void this.notRecorded(error));
    } catch (error) {
      await this.notRecorded(error);
    }
  }

  private notRecorded(error: unknown): Promise<void> {
    log.error({ err: error }, 'a terminal was not recorded');
    return this.fail(terminalErrors('recording_failed'));
  }

  private input(bytes: Buffer): void {
    const stream = this.process?.stream;
    if (!stream?.writable) return;
    this.lastInputAt = Date.now();
    if (stream.write(bytes)) return;
    this.options.socket.pause();
    stream.once('drain', () => this.options.socket.resume());
  }

  private output(chunk: Buffer): void {
    const { socket } = this.options;
    if (this.head.length < HEAD_BYTES) this.head += chunk.toString('latin1', 0, HEAD_BYTES);
    const diskIsBehind = this.recording?.output(chunk) === false;
    if (diskIsBehind) {
      this.recordingBehind = true;
      this.recording?.onDrain(() => {
        this.recordingBehind = false;
        this.goOn();
      });
    }
    socket.send(chunk, { binary: true }, () => this.goOn());
    if (diskIsBehind || socket.bufferedAmount > HIGH_WATER_BYTES) this.process?.stream.pause();
  }

  private goOn(): void {
    if (!this.recordingBehind && this.options.socket.bufferedAmount < LOW_WATER_BYTES) this.process?.stream.resume();
  }

  /** The program ended by itself. */
  private async finish(): Promise<void> {
    if (this.ended || !this.process || !this.target) return;
    const code = await this.process.exitCode();
    const failure = code === 126 || code === 127 ? readExecFailure(this.head) : null;
    if (failure) return this.fail(terminalErrors(failure, { command: this.target.command[0]!, container: this.containerName(), user: this.target.user ?? '' }));
    this.send({ kind: 'exit', code });
    this.options.socket.close(1000);
    await this.end('exit', code);
  }

  private async check(): Promise<void> {
    const { socket } = this.options;
    if (!this.alive) return socket.terminate();
    this.alive = false;
    socket.ping();
    if (Date.now() - this.lastInputAt > IDLE_MS) return this.fail(terminalErrors('idle', { minutes: IDLE_MS / 60_000 }));
    await this.checkAccess();
  }

  private async checkAccess(): Promise<void> {
    if (!this.ended && !(await this.options.stillValid(this.target).catch(() => false))) await this.fail(terminalErrors('signed_out'));
  }

  private async fail(error: unknown): Promise<void> {
    if (this.ended) return;
    const audited = this.end(isAppError(error) ? error.code : 'error');
    this.send({ kind: 'error', ...(await this.options.describeError(error)) });
    this.options.socket.close(1008);
    await audited;
  }

  private send(event: TerminalEvent): void {
    const { socket } = this.options;
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(event));
  }

  /** Resolves when the end is written down. */
  private async end(how: string, code: number | null = null): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.openTimer);
    clearInterval(this.checkTimer);
    for (const withdraw of this.withdraw) withdraw();
    if (!this.process) return;
    void this.process.hangUp().catch((error: unknown) => log.debug({ err: error }, 'a terminal program was not ended'));
    const durationMs = this.startedAt > 0 ? Date.now() - this.startedAt : 0;
    await this.recording?.end().catch((error: unknown) => log.error({ err: error }, 'a recording was not closed'));
    await this.audit('terminal close', USUAL_ENDS.has(how) ? 'ok' : how, { durationMs, exitCode: code, endedBy: how });
  }

  private audit(action: string, outcome: string, more: object = {}): Promise<void> {
    const { scope } = this.options;
    const { target } = this;
    return recordAudit({
      actorKind: scope.actor.kind, actorId: scope.actor.id, actorName: scope.actor.name, address: scope.address, groupPath: this.groupPath, action, target: this.containerName(), outcome,
      after: { containerId: target?.containerId, command: target?.command, user: target?.user ?? null, ...(this.recording && { recordingId: this.recording.id }), ...more },
    }).catch((error: unknown) => log.error({ err: error }, 'audit row was not written'));
  }

  private containerName(): string {
    const { target } = this;
    if (!target) return '';
    try {
      return engineById(target.environmentId).inventory.container(target.containerId)?.name ?? target.containerId;
    } catch {
      return target.containerId;
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
