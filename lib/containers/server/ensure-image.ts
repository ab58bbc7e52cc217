import type { Engine } from '@/lib/environments/server/engine';
import { containerErrors } from '../errors';
import { pullReference } from '../model/split-reference';
import { withPath } from './place-error';
import { readImageConfig } from './read-inspect';

/** Has the engine pull an image that it does not have. */
export async function ensureImage(engine: Engine, image: string, path: string, signal?: AbortSignal): Promise<void> {
  if (await readImageConfig(engine, image)) return;
  const unavailable = (error: { params: Record<string, string | number> }) => containerErrors('image_unavailable', { image, engine: engine.name, reason: String(error.params.reason ?? '') }, path);
  await withPath(
    {
      'environments.registry_unreachable': unavailable, 'environments.engine_refused': unavailable, 'environments.engine_bad_request': unavailable, 'environments.object_not_found': unavailable,
      'environments.image_not_found': path, 'environments.image_pull_denied': path,
    },
    () => engine.call(
      async (docker) => {
        const stream = await docker.pull(pullReference(image), { ...(signal && { abortSignal: signal }) });
        await new Promise<void>((resolve, reject) => docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve())));
      },
      { timeoutMs: null, ...(signal && { signal }) },
    ),
  );
}
