import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { scopeOf, type Scope } from '@/lib/access/model/scope';
import { deployImageOf, findAppByHook } from '@/lib/apps/server/deploy-image';
import { getDeployment } from '@/lib/apps/server/steer-deployment';
import type { DeploymentDto } from '@/lib/apps/contract';
import { sha256 } from '@/lib/platform/server/seal';
import { ciDeploy } from '../contract';
import { ciErrors } from '../errors';
import { tagOfWebhook, withTag } from '../model/image-reference';

/** How long an answer is held back for `?wait=true`. */
const MOST_WAIT_MS = 30 * 60_000;
const LOOK_MS = 250;

interface Follow {
  wait: boolean;
  force: boolean;
}

/** Deploys what is named; the same again while nothing changed is no new deployment, and the last one is told. */
export async function deployImage(scope: Scope, appId: string, { image, tag, digest, message }: z.output<typeof ciDeploy>, { wait, force }: Follow): Promise<DeploymentDto> {
  const change = tag !== undefined ? { tag } : digest !== undefined ? { digest } : null;
  const deployment = await deployImageOf(scope, appId, (current) => image ?? withTag(current, change!), message, force);
  return wait ? waitFor(scope, deployment) : deployment;
}

async function waitFor(scope: Scope, deployment: DeploymentDto): Promise<DeploymentDto> {
  const until = Date.now() + MOST_WAIT_MS;
  for (let now = deployment; ; now = await getDeployment(deployment.id, scope.locale ?? 'en')) {
    if (now.status === 'succeeded') return now;
    if (now.endedAt !== null) throw ciErrors('failed', { path: now.path, status: now.status, reason: now.reason?.detail ?? '' });
    if (Date.now() > until) throw ciErrors('still_running', { path: now.path, minutes: MOST_WAIT_MS / 60_000, id: now.id });
    await sleep(LOOK_MS);
  }
}

const NAME = 'deploy token';

/** Whoever has an app's token may deploy another image of it, and nothing else. */
export async function deployByHook(token: string, body: Record<string, unknown>, follow: Follow, locale: Scope['locale'], address: string) {
  const app = await findAppByHook(sha256(token));
  if (!app) throw ciErrors('token_wrong');
  const tag = tagOfWebhook(body);
  const wish = ciDeploy.safeParse(tag === undefined ? body : { tag });
  if (!wish.success) {
    if (!('tag' in body || 'image' in body || 'digest' in body)) throw ciErrors('no_tag', { example: '{"tag": "1.2.3"}' });
    throw wish.error;
  }
  const scope = scopeOf({ actor: { kind: 'token', id: `hook:${app.id}`, name: `${NAME} ${app.path}` }, address, locale }, [{ id: null, role: NAME, group: app.path, permissions: new Set(['app:view', 'app:deploy']), endsAt: null, team: null }]);
  return { scope, path: app.path, deployment: await deployImage(scope, app.id, wish.data, follow) };
}
