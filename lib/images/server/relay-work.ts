import type Docker from 'dockerode';
import type { Readable } from 'node:stream';
import { translateError } from '@/lib/access/server/problem';
import { engineById } from '@/lib/environments/server/engines';
import { readJsonLines } from '@/lib/environments/server/read-events';
import { translateEngineError } from '@/lib/environments/server/translate-engine-error';
import type { Locale } from '@/lib/messages';
import type { ImageWorkLine } from '../contract';

interface EngineLine {
  id?: string;
  status?: string;
  stream?: string;
  error?: string;
  errorDetail?: { message?: string };
  progressDetail?: { current?: number; total?: number };
  aux?: { ID?: string; Digest?: string };
}

interface Work {
  environmentId: string;
  locale: Locale;
  signal: AbortSignal;
  /** Starts it on the engine; what it answers is read to its end. */
  begin: (docker: Docker) => Promise<unknown>;
  /** Makes of the engine's words about a failure what a person is told. */
  explain?: (message: string, lastStep: string) => unknown;
}

/** Long work on an engine, line by line; ends with `done` or `error`, and ends on the engine when the caller goes. */
export async function* relayWork({ environmentId, locale, signal, begin, explain }: Work): AsyncGenerator<ImageWorkLine> {
  let output: Readable | undefined;
  let lastStep = '';
  let noSpace = '';
  let id: string | undefined;
  /** A full disk is told as one, whatever was going on. */
  const explainFailure = (message: string, name: string) => {
    const translated = translateEngineError(new Error(noSpace || message), name);
    return translated.code === 'environments.no_space' ? translated : (explain?.(message, lastStep) ?? translated);
  };
  try {
    const engine = engineById(environmentId);
    output = (await engine.call((docker) => begin(docker), { timeoutMs: null, signal })) as Readable;
    for await (const line of readJsonLines<EngineLine>(output)) {
      const failure = line.errorDetail?.message ?? line.error;
      if (failure !== undefined) throw explainFailure(failure, engine.name);
      if (line.aux?.ID) id = line.aux.ID;
      if (line.id && line.progressDetail) yield { kind: 'layer', id: line.id, status: line.status ?? '', ...line.progressDetail };
      else if (line.status) yield { kind: 'status', status: line.status };
      if (line.stream) {
        lastStep = /^Step \d+\/\d+ : .*/m.exec(line.stream)?.[0] ?? lastStep;
        noSpace = /^.*no space left on device.*$/im.exec(line.stream)?.[0] ?? noSpace;
        yield { kind: 'output', text: line.stream };
      }
    }
    await engine.inventory.refresh('image');
    yield { kind: 'done', ...(id && { id }) };
  } catch (error) {
    yield { kind: 'error', ...(await translateError(error, locale)) };
  } finally {
    output?.destroy();
  }
}
