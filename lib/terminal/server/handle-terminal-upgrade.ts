import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { authenticate } from '@/lib/access/server/authenticate';
import { requestLocale, translateError } from '@/lib/access/server/problem';
import { processState } from '@/lib/platform/server/process-state';
import { mayExec } from './create-ticket';
import { TerminalSession } from './terminal-session';
import { isOwnOrigin, toUpgradeRequest, type UpgradeRequest } from './upgrade-request';

const MOST_INPUT_BYTES = 64 << 10;
const MOST_TERMINALS_EACH = 20;

const server = () => processState('terminal-sockets', () => new WebSocketServer({ noServer: true, maxPayload: MOST_INPUT_BYTES, perMessageDeflate: false, clientTracking: false }));
const openEach = () => processState('open-terminals', () => new Map<string, number>());

/** Same site, signed in, may exec: all before the socket exists; then the ticket, as its first message. */
export async function handleTerminalUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  socket.on('error', () => socket.destroy());
  const request = toUpgradeRequest(incoming);
  if (!isOwnOrigin(request)) return refuse(socket, 403);
  const scope = await whoMay(request);
  if (scope === 401 || scope === 403) return refuse(socket, scope);
  const open = openEach().get(scope.actor.id) ?? 0;
  if (open >= MOST_TERMINALS_EACH) return refuse(socket, 429);
  if (socket.destroyed) return;
  openEach().set(scope.actor.id, open + 1);
  socket.once('close', () => {
    const left = (openEach().get(scope.actor.id) ?? 1) - 1;
    if (left > 0) openEach().set(scope.actor.id, left);
    else openEach().delete(scope.actor.id);
  });
  server().handleUpgrade(incoming, socket, head, (webSocket) => {
    new TerminalSession({
      socket: webSocket,
      scope,
      stillValid: async (target) => {
        const now = await whoMay(request);
        return typeof now !== 'number' && (!target || mayExec(now, target));
      },
      describeError: (error) => translateError(error, requestLocale(request as unknown as Parameters<typeof requestLocale>[0])),
    });
  });
}

async function whoMay(request: UpgradeRequest) {
  try {
    const scope = await authenticate(request as unknown as Parameters<typeof authenticate>[0]);
    return scope.permissions.has('container:exec') ? scope : 403;
  } catch {
    return 401;
  }
}

const REASONS = { 401: 'Unauthorized', 403: 'Forbidden', 429: 'Too Many Requests' } as const;

function refuse(socket: Duplex, status: keyof typeof REASONS): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
