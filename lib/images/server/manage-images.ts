import { isSecretName, MASK } from '@/lib/access/model/mask-secrets';
import { engineById } from '@/lib/environments/server/engines';
import type { ImageRow } from '@/lib/environments/contract';

export async function getImage(environmentId: string, imageId: string) {
  const engine = engineById(environmentId);
  const [found, history] = await Promise.all([
    engine.call((docker) => docker.getImage(imageId).inspect()),
    engine.call((docker) => docker.getImage(imageId).history()) as Promise<{ CreatedBy: string; Created: number; Size: number }[]>,
  ]);
  const config = found.Config ?? {};
  return {
    id: found.Id, tags: found.RepoTags ?? [], digests: found.RepoDigests ?? [], sizeBytes: found.Size, createdAt: found.Created, architecture: found.Architecture, os: found.Os,
    entrypoint: [config.Entrypoint ?? []].flat(), command: [config.Cmd ?? []].flat(), ports: Object.keys(config.ExposedPorts ?? {}), labels: config.Labels ?? {},
    env: (config.Env ?? []).map((line: string) => (isSecretName(line.split('=')[0]!) ? `${line.split('=')[0]}=${MASK}` : line)),
    layers: history.map((layer) => ({ createdBy: layer.CreatedBy, createdAt: new Date(layer.Created * 1000).toISOString(), sizeBytes: layer.Size })),
  };
}

export async function tagImage(environmentId: string, imageId: string, reference: string): Promise<void> {
  const engine = engineById(environmentId);
  const { repo = reference, tag = 'latest' } = /^(?<repo>.*?)(?::(?<tag>[^:/]+))?$/.exec(reference)?.groups ?? {};
  await engine.call((docker) => docker.getImage(imageId).tag({ repo, tag }));
  await engine.inventory.refresh('image');
}

export async function removeImage(environmentId: string, imageId: string, force = false): Promise<void> {
  const engine = engineById(environmentId);
  await engine.call((docker) => docker.getImage(imageId).remove({ force }), { timeoutMs: 60_000 });
  await engine.inventory.refresh('image');
}

/** Unused: no container, running or not, is made from it. Without `all` only those that have no name. */
export function prunePreview(environmentId: string, all = false): { items: ImageRow[]; sizeBytes: number } {
  const items = engineById(environmentId).inventory.images().filter((row) => row.containerCount === 0 && (all || row.tags.length === 0));
  return { items, sizeBytes: items.reduce((sum, row) => sum + row.sizeBytes, 0) };
}

export async function pruneImages(environmentId: string, all: boolean) {
  const engine = engineById(environmentId);
  const answer = await engine.call((docker) => docker.pruneImages({ filters: { dangling: [all ? 'false' : 'true'] } }), { timeoutMs: 300_000 });
  await engine.inventory.refresh('image');
  return { removed: (answer.ImagesDeleted ?? []).filter((one) => one.Deleted).length, freedBytes: answer.SpaceReclaimed };
}
