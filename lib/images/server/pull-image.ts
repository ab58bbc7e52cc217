import type { Readable } from 'node:stream';
import { translateError } from '@/lib/access/server/problem';
import { engineById } from '@/lib/environments/server/engines';
import { translateEngineError } from '@/lib/environments/server/translate-engine-error';
import type { Locale } from '@/lib/messages';
import { readJsonLines } from '@/lib/environments/server/read-events';
import type { PullLine } from '../contract';

interface EngineLine {
  id?: string;
  status?: string;
  progressDetail?: { current?: number; total?: number };
  error?: string;
}

/** The engine's progress, line by line; ends with `done` or `error`. Credentials go to the engine and nowhere else. */
export async function* pullImage(environmentId: string, input: { image: string; username?: string; password?: string }, locale: Locale, signal: AbortSignal): AsyncGenerator<PullLine> {
  const engine = engineById(environmentId);
  const image = /[:@][^/]+$/.test(input.image) ? input.image : `${input.image}:latest`;
  const authconfig = input.username ? { username: input.username, password: input.password ?? '' } : undefined;
  let output: Readable | undefined;
  try {
    output = (await engine.call((docker) => docker.pull(image, { ...(authconfig && { authconfig }), abortSignal: signal }), { timeoutMs: null, signal })) as unknown as Readable;
    for await (const line of readJsonLines<EngineLine>(output)) {
      if (line.error) throw translateEngineError(new Error(line.error), engine.name);
      if (line.id && line.progressDetail) yield { kind: 'layer', id: line.id, status: line.status ?? '', ...line.progressDetail };
      else if (line.status) yield { kind: 'status', status: line.status };
    }
    await engine.inventory.refresh('image');
    yield { kind: 'done' };
  } catch (error) {
    yield { kind: 'error', ...(await translateError(error, locale)) };
  } finally {
    output?.destroy();
  }
}
