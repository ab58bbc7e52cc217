import { randomBytes } from 'node:crypto';
import type { Scope } from '@/lib/access/model/scope';
import { processState } from '@/lib/platform/server/process-state';
import { sha256 } from '@/lib/platform/server/seal';

const LIVES_MS = 30_000;
const MOST_TICKETS = 1_000;

export interface TerminalTarget {
  environmentId: string;
  containerId: string;
  command: string[];
  user?: string;
}

interface Ticket {
  target: TerminalTarget;
  actorId: string;
  sessionId: string | undefined;
  expiresAt: number;
}

const tickets = () => processState('terminal-tickets', () => new Map<string, Ticket>());

/** Good once, for half a minute, for this very session and this very command. Only its hash is kept. */
export function issueTicket(scope: Scope, target: TerminalTarget, nowMs: number): { ticket: string; expiresAt: Date } {
  const known = tickets();
  for (const [hash, { expiresAt }] of known) if (expiresAt <= nowMs || known.size >= MOST_TICKETS) known.delete(hash);
  const ticket = randomBytes(32).toString('base64url');
  const expiresAt = nowMs + LIVES_MS;
  known.set(sha256(ticket), { target, actorId: scope.actor.id, sessionId: scope.actor.sessionId, expiresAt });
  return { ticket, expiresAt: new Date(expiresAt) };
}

/** Takes the ticket out, whatever comes of it: a ticket that was shown to the wrong person is spent too. */
export function redeemTicket(scope: Scope, ticket: string, nowMs: number): TerminalTarget | null {
  const hash = sha256(ticket);
  const found = tickets().get(hash);
  tickets().delete(hash);
  if (!found || found.expiresAt <= nowMs || found.actorId !== scope.actor.id || found.sessionId !== scope.actor.sessionId) return null;
  return found.target;
}
