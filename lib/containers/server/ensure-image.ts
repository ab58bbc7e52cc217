import type { Engine } from '@/lib/environments/server/engine';
import { containerErrors } from '../errors';
import { pullReference } from '../model/split-reference';
import { readImageConfig } from './read-inspect';

/** Has the engine pull an image that it does not have. `path`: the field that names the image. */
export async function ensureImage(engine: Engine, image: string, path: string, signal?: AbortSignal): Promise<void> {
  if (await readImageConfig(engine, image)) return;
  await engine.call(
    async (docker) => {
      try {
        const stream = await docker.pull(pullReference(image), { ...(signal && { abortSignal: signal }) });
        await new Promise<void>((resolve, reject) => docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve())));
      } catch (error) {
        // Without a code of the network it is the engine that speaks: of the registry, the name or the disk.
        if ((error as { code?: string }).code) throw error;
        const reason = (error as Error).message.replace(/^\(HTTP code \d+\) [^-]+ - /, '').trim().slice(0, 500);
        throw containerErrors('image_unavailable', { image, engine: engine.name, reason }, path);
      }
    },
    { timeoutMs: null, ...(signal && { signal }) },
  );
}
