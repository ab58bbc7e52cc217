import type { ContainerDetail } from '../contract';
import { splitEnv } from '../model/inspect';
import { maskInspect } from '../model/mask-inspect';
import { readSpec } from '../model/read-spec';
import { toDetail } from '../model/to-detail';
import type { ContainerSpec } from '../spec';
import { maskDeep } from '@/lib/environments/model/mask-values';
import { maskFor } from '@/lib/environments/server/shown-secrets';
import { groupsOf } from '@/lib/environments/server/claims';
import { appOfContainer } from '@/lib/environments/server/app-of-container';
import { type ContainerPlace, inspectAt, readImageConfig } from './read-inspect';

export async function showContainer(place: ContainerPlace): Promise<ContainerDetail> {
  const { engine, inspect } = await inspectAt(place);
  return toDetail(maskDeep(inspect, await maskFor(inspect.Id)) as typeof inspect, { environmentId: engine.id, environmentName: engine.name, app: appOfContainer(inspect.Id), group: groupsOf(engine.id, 'container', inspect.Id)[0] ?? null });
}

export async function showInspect(place: ContainerPlace): Promise<Record<string, unknown>> {
  const { inspect } = await inspectAt(place);
  return maskDeep(maskInspect(inspect), await maskFor(inspect.Id)) as Record<string, unknown>;
}

/** The one way by which secret values leave the engine; its route is audited. */
export async function revealEnv(place: ContainerPlace): Promise<{ containerName: string; env: { name: string; value: string }[] }> {
  const { inspect } = await inspectAt(place);
  return { containerName: inspect.Name, env: (inspect.Config.Env ?? []).map(splitEnv) };
}

export async function showSpec(place: ContainerPlace): Promise<{ spec: ContainerSpec }> {
  const { engine, inspect } = await inspectAt(place);
  return { spec: readSpec(inspect, (await readImageConfig(engine, inspect.Image)) ?? {}) };
}
