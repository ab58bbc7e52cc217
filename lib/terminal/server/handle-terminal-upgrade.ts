import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Scope } from '@/lib/access/model/scope';
import { authenticate, clientAddress } from '@/lib/access/server/authenticate';
import { requestLocale, translateError } from '@/lib/access/server/problem';
import { mayRecordRefusal } from '@/lib/access/server/refusal-budget';
import { recordAudit } from '@/lib/audit/server/audit-event.repo';
import { log } from '@/lib/platform/server/log';
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
  const turnAway = async (status: keyof typeof REASONS, code: string, actor?: Scope['actor']) => {
    refuse(socket, status);
    await writeDown(request, code, actor);
  };
  if (!isOwnOrigin(request)) return turnAway(403, 'platform.cross_site');
  const scope = await whoMay(request);
  if (scope === 401) return turnAway(401, 'access.signed_out');
  if (scope === 403) return turnAway(403, 'access.forbidden');
  const open = openEach().get(scope.actor.id) ?? 0;
  if (open >= MOST_TERMINALS_EACH) return turnAway(429, 'platform.too_many_requests', scope.actor);
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

/** Who is not known may write only so many rows a minute. */
async function writeDown(request: UpgradeRequest, outcome: string, actor?: Scope['actor']): Promise<void> {
  if (!actor && !mayRecordRefusal()) return;
  const who = actor ? { actorKind: actor.kind, actorId: actor.id, actorName: actor.name } : { actorKind: 'anonymous', actorId: null, actorName: '' };
  await recordAudit({ ...who, address: clientAddress(request as unknown as Parameters<typeof clientAddress>[0]), action: 'terminal open', target: '', outcome }).catch((error: unknown) => log.error({ err: error }, 'audit row was not written'));
}

const REASONS = { 401: 'Unauthorized', 403: 'Forbidden', 429: 'Too Many Requests' } as const;

function refuse(socket: Duplex, status: keyof typeof REASONS): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
