import type { IncomingMessage } from 'node:http';

/** Reads an answer to its end. One that is longer than `mostBytes` is cut off and fails with `E2BIG`. */
export function readBounded(answer: IncomingMessage, mostBytes: number): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) answer.destroy(Object.assign(new Error(`more than ${mostBytes} bytes`), { code: 'E2BIG' }));
      else chunks.push(chunk);
    });
    answer.once('error', reject);
    answer.once('end', () => resolve(Buffer.concat(chunks)));
  });
}
