import type { Engine } from '@/lib/environments/server/engine';
import { processState } from '@/lib/platform/server/process-state';
import { analyseCanary, type Analysis, type Sample } from '../model/canary-analysis';
import { isOf, type ObservedInstance } from '../model/plan-app';
import type { AppRow } from './app.repo';
import type { DeploymentRow } from './deployment.repo';
import { inspectFailure } from './engine-runtime.adapter';
import { situationOf } from './observe-app';

const analyses = () => processState('canary-analyses', () => new Map<string, Analysis>());
/** How often each container had been restarted when its canary began: what was before is nobody's fault here. */
const before = () => processState('canary-restarts', () => new Map<string, number>());

/** The last comparison of a deployment's new version with its old one. */
export const analysisOf = (deploymentId: string) => analyses().get(deploymentId) ?? null;

/** Looks at every instance of both versions and compares them. */
export async function watchCanary(app: AppRow, engine: Engine, deployment: DeploymentRow, observed: readonly ObservedInstance[]): Promise<Analysis> {
  const isNew = isOf(situationOf(app, observed).wanted);
  const samples = await Promise.all(observed.map(async (one): Promise<Sample | null> => {
    const containerId = app.instances.find(({ id }) => id === one.id)?.containerId;
    if (!containerId || !engine.inventory.container(containerId)) return null;
    const found = await inspectFailure(engine, containerId);
    const key = `${deployment.id} ${containerId}`;
    if (!isNew(one) && !before().has(key)) before().set(key, found.restarts);
    return { of: isNew(one) ? 'new' : 'old', healthy: one.readiness !== 'failed', restarts: found.restarts - (before().get(key) ?? 0), exitCode: found.running ? null : found.exitCode };
  }));
  const analysis = analyseCanary(samples.filter((one) => one !== null));
  analyses().set(deployment.id, analysis);
  return analysis;
}

export function forgetCanary(deploymentId: string): void {
  analyses().delete(deploymentId);
  for (const key of before().keys()) if (key.startsWith(deploymentId)) before().delete(key);
}
