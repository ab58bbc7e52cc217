import { platformErrors } from '@/lib/platform/errors';

const MIB = 1024 * 1024;

/** Reads at most `limitBytes`, so that an endless body ends with a sentence and not with the process. */
export async function readJsonBody(request: Request, limitBytes = MIB): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const text = await readBodyText(request, limitBytes);
  if (text === '') return undefined;
  if (type !== 'application/json') throw platformErrors('unsupported_media_type', { wanted: 'application/json', given: type || '(none)' });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw platformErrors('malformed_json', { reason: (error as Error).message });
  }
}

export async function readBodyText(request: Request, limitBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw platformErrors('body_too_large', { limitBytes });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limitBytes) throw platformErrors('body_too_large', { limitBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
