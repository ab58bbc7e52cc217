import type { LogLine } from '../contract';
import { maskFor } from '@/lib/environments/server/shown-secrets';
import { LogParser } from '../model/log-parser';
import { openLogSource, type LogSelection } from './open-log-source';

/** The log as text, read from the engine only as fast as it is taken. */
export async function downloadLogs(environmentId: string, containerId: string, selection: LogSelection, timestamps: boolean, signal: AbortSignal): Promise<Response> {
  const closing = new AbortController();
  const { stream, tty, containerName, containerId: id } = await openLogSource(environmentId, containerId, selection, closing.signal);
  const mask = await maskFor(id);
  const encoder = new TextEncoder();
  let text = '';
  const parser = new LogParser(tty, {
    accepts: () => true,
    line: (line) => { text += toText({ ...line, text: mask(line.text) }, timestamps); },
    skipped: () => {},
  });
  const chunks = stream[Symbol.asyncIterator]();
  const stop = () => {
    closing.abort();
    stream.on('error', () => {});
    stream.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (text === '') {
          const { done, value } = await chunks.next();
          if (done) {
            parser.end();
            if (text !== '') controller.enqueue(encoder.encode(text));
            controller.close();
            return stop();
          }
          parser.push(value as Buffer);
        }
        controller.enqueue(encoder.encode(text));
        text = '';
      },
      cancel: stop,
    },
    { highWaterMark: 1 },
  );
  const name = `${containerName.replace(/[^\w.-]/g, '_')}.log`;
  return new Response(body, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store, no-transform', 'x-content-type-options': 'nosniff' },
  });
}

const toText = (line: LogLine, timestamps: boolean) =>
  `${timestamps && line.at ? `${line.at} ` : ''}${line.text}${line.cutBytes ? ` … [+${line.cutBytes} B]` : ''}\n`;
