import { may, type Scope } from '@/lib/access/model/scope';
import { limitRate } from '@/lib/access/server/limit-rate';
import { engineById } from '@/lib/environments/server/engines';
import { placeOfContainer } from '@/lib/environments/server/places';
import { TERMINAL_PATH } from '../contract';
import { terminalErrors } from '../errors';
import { issueTicket, type TerminalTarget } from './tickets';

const PER_MINUTE = 60;

export async function createTicket(scope: Scope, target: TerminalTarget, now: Date) {
  await limitRate(`terminal:${scope.actor.id}`, PER_MINUTE, 60_000);
  const engine = engineById(target.environmentId);
  const row = engine.inventory.container(target.containerId);
  if (!row) throw terminalErrors('container_not_found', { container: target.containerId, environment: engine.name });
  // As another user than the image's or the spec's own is as good as another spec.
  if (target.user !== undefined && !may(scope, 'container:manage', placeOfContainer(engine.id, row.id))) throw terminalErrors('user_forbidden', { user: target.user, container: row.name });
  if (row.state !== 'running') throw terminalErrors('not_running', { container: row.name });
  const { ticket, expiresAt } = issueTicket(scope, { ...target, containerId: row.id }, now.getTime());
  return { answer: { ticket, path: TERMINAL_PATH, expiresAt: expiresAt.toISOString() }, containerName: row.name };
}

/** Asked again as long as a terminal is open: a grant may end, and a container may change its group. */
export const mayExec = (scope: Scope, { environmentId, containerId }: Pick<TerminalTarget, 'environmentId' | 'containerId'>): boolean => may(scope, 'container:exec', placeOfContainer(environmentId, containerId));
