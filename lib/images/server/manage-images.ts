import { isSecretName, MASK, maskAssignments } from '@/lib/access/model/mask-secrets';
import type { ImageRow } from '@/lib/environments/contract';
import { actOnEach, type EachItem } from '@/lib/environments/server/act-on-each';
import { engineById } from '@/lib/environments/server/engines';
import { keptThings } from '@/lib/environments/server/kept-things';
import type { Engine } from '@/lib/environments/server/engine';
import { imageErrors } from '../errors';
import { splitReference } from '../model/reference';

const SLOW_MS = 300_000;

interface HistoryLine { Id: string; Tags: string[] | null; CreatedBy: string; Created: number; Size: number }

export async function getImage(environmentId: string, imageId: string) {
  const engine = engineById(environmentId);
  const [found, history] = await Promise.all([engine.call((docker) => docker.getImage(imageId).inspect()), engine.call((docker) => docker.getImage(imageId).history()) as Promise<HistoryLine[]>]);
  const config = found.Config ?? {};
  return {
    id: found.Id, tags: found.RepoTags ?? [], digests: found.RepoDigests ?? [], sizeBytes: found.Size, createdAt: found.Created, author: found.Author ?? '', comment: found.Comment ?? '', architecture: found.Architecture, os: found.Os,
    entrypoint: [config.Entrypoint ?? []].flat(), command: [config.Cmd ?? []].flat(), user: config.User ?? '', workingDir: config.WorkingDir ?? '', ports: Object.keys(config.ExposedPorts ?? {}), volumes: Object.keys(config.Volumes ?? {}), labels: config.Labels ?? {},
    env: (config.Env ?? []).map((line: string) => (isSecretName(line.split('=')[0]!) ? `${line.split('=')[0]}=${MASK}` : line)),
    layers: history.map((layer) => ({ id: layer.Id.startsWith('sha256:') ? layer.Id : null, tags: layer.Tags ?? [], createdBy: maskAssignments(layer.CreatedBy), createdAt: new Date(layer.Created * 1000).toISOString(), sizeBytes: layer.Size })),
    containers: engine.inventory.containers().filter((row) => row.imageId === found.Id).map(({ id, name, state }) => ({ id, name, state })),
  };
}

export async function tagImage(environmentId: string, imageId: string, reference: string): Promise<void> {
  const engine = engineById(environmentId);
  const { repo, tag } = splitReference(reference);
  await engine.call((docker) => docker.getImage(imageId).tag({ repo, tag }));
  await engine.inventory.refresh('image');
}

/** The last name is not taken here: that would remove the image, which is asked for by another verb. */
export async function untagImage(environmentId: string, reference: string): Promise<void> {
  const engine = engineById(environmentId);
  const found = await engine.call((docker) => docker.getImage(reference).inspect());
  if ((found.RepoTags ?? []).length < 2) throw imageErrors('only_name', { name: reference });
  await engine.call((docker) => docker.getImage(reference).remove({ noprune: true }));
  await engine.inventory.refresh('image');
}

const rowOf = (engine: Engine, id: string): ImageRow | undefined => engine.inventory.images().find((row) => row.id === id || row.tags.includes(id));
const nameOf = (engine: Engine, id: string) => rowOf(engine, id)?.tags[0];

export async function removeImages(items: readonly EachItem[], force: boolean) {
  const outcomes = await actOnEach(items, nameOf, (engine, id) => removeOne(engine, id, force));
  await refreshAll(items);
  return outcomes;
}

async function removeOne(engine: Engine, id: string, force: boolean): Promise<void> {
  const row = rowOf(engine, id);
  const app = row && keptThings().image(engine.id, row.id);
  const name = row?.tags[0] ?? id;
  if (app) throw imageErrors('kept', { name, app });
  const users = row ? engine.inventory.containers().filter(({ imageId }) => imageId === row.id) : [];
  const hinders = users.filter(({ state }) => !force || state === 'running');
  if (hinders.length > 0) throw imageErrors('in_use', { name, count: hinders.length, containers: hinders.slice(0, 3).map((one) => one.name).join(', ') });
  // One with several names goes by its id only when each name is taken; to the engine that is a matter of force.
  await engine.call((docker) => docker.getImage(row?.id ?? id).remove({ force: force || (row?.tags.length ?? 0) > 1 }), { timeoutMs: SLOW_MS });
}

const refreshAll = (items: readonly EachItem[]) => Promise.all([...new Set(items.map(({ environmentId }) => environmentId))].map((id) => engineById(id).inventory.refresh('image').catch(() => {})));

interface SizedImage { Id: string; Size: number; SharedSize?: number }

/** Unused: no container, running or not, is made from it, and no version of an app needs it. Without `all` only those that have no name. */
export async function prunePreview(environmentId: string, all = false): Promise<{ items: ImageRow[]; freesBytes: number }> {
  const engine = engineById(environmentId);
  const items = engine.inventory.images().filter((row) => row.containerCount === 0 && (all || row.tags.length === 0) && !keptThings().image(engine.id, row.id));
  const sized = (await engine.call((docker) => docker.listImages({ ...({ 'shared-size': true } as object) }), { timeoutMs: SLOW_MS })) as unknown as SizedImage[];
  const freed = new Map(sized.map((image) => [image.Id, image.Size - Math.max(0, image.SharedSize ?? 0)]));
  return { items, freesBytes: items.reduce((sum, row) => sum + (freed.get(row.id) ?? 0), 0) };
}

/** What was previewed is what goes; one that came into use since then stays and says so. */
export async function pruneImages(environmentId: string, ids: string[]) {
  const engine = engineById(environmentId);
  const layers = async () => (await engine.call((docker) => docker.df(), { timeoutMs: SLOW_MS })).LayersSize as number;
  const before = await layers();
  const outcomes = await actOnEach(ids.map((id) => ({ environmentId, id })), nameOf, (one, id) => removeOne(one, id, false));
  await engine.inventory.refresh('image');
  return { outcomes, freedBytes: Math.max(0, before - (await layers())) };
}

export const exportImages = (environmentId: string, images: string[], signal: AbortSignal) =>
  engineById(environmentId).call((docker) => (docker as unknown as { getImages(options: object): Promise<NodeJS.ReadableStream> }).getImages({ names: images, abortSignal: signal }), { timeoutMs: null, signal });
