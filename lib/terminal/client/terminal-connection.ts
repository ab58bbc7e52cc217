import { callApi } from '@/lib/platform/client/call-api';
import type { createTerminalTicket, TerminalEvent } from '../contract';

export interface TerminalTarget { environmentId: string; containerId: string; command: string[]; user?: string }
export type TerminalEnd = { kind: 'exit'; code: number | null } | { kind: 'error'; detail: string } | { kind: 'lost' };
interface Callbacks { output: (bytes: Uint8Array) => void; ready: (recorded: boolean) => void; ended: (end: TerminalEnd) => void }

/** One terminal: a ticket over the API, then the socket, whose first message is the ticket. */
export class TerminalConnection {
  private socket: WebSocket | undefined;
  private over = false;

  constructor(private readonly callbacks: Callbacks) {}

  async open({ environmentId, containerId, command, user }: TerminalTarget, columns: number, rows: number): Promise<void> {
    try {
      const { ticket, path } = await callApi<typeof createTerminalTicket>({
        method: 'POST', path: '/api/v1/environments/[environmentId]/containers/[containerId]/terminal/tickets', params: { environmentId, containerId }, body: { command, ...(user && { user }) },
      });
      if (this.over) return;
      const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`);
      socket.binaryType = 'arraybuffer';
      this.socket = socket;
      socket.onopen = () => socket.send(JSON.stringify({ kind: 'open', ticket, columns, rows }));
      socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => (typeof data === 'string' ? this.onEvent(JSON.parse(data) as TerminalEvent) : this.callbacks.output(new Uint8Array(data)));
      socket.onclose = () => this.end({ kind: 'lost' });
    } catch (error) {
      this.end({ kind: 'error', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Long pastes go in pieces: a message has a limit. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    const PIECE = 16_384;
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    for (let at = 0; at < bytes.length; at += PIECE) this.socket.send(bytes.subarray(at, at + PIECE));
  }

  resize(columns: number, rows: number): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ kind: 'resize', columns, rows }));
  }

  close(): void {
    this.over = true;
    this.socket?.close(1000);
  }

  private onEvent(event: TerminalEvent): void {
    switch (event.kind) {
      case 'ready':
        return this.callbacks.ready(event.recorded);
      case 'exit':
        return this.end({ kind: 'exit', code: event.code });
      case 'error':
        return this.end({ kind: 'error', detail: event.detail });
    }
  }

  private end(end: TerminalEnd): void {
    if (this.over) return;
    this.over = true;
    this.callbacks.ended(end);
  }
}
