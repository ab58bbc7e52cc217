import type { Engine } from '@/lib/environments/server/engine';
import { findInspect } from './read-inspect';

const MOST_CHARS = 500;

/** What a container that did not come up said last: of its log, or of its health check. Empty when it said nothing. */
export async function readLastWords(engine: Engine, id: string, why: 'new_exited' | 'new_unhealthy'): Promise<string> {
  try {
    if (why === 'new_unhealthy') {
      const checks = (await findInspect(engine, id))?.State.Health?.Log ?? [];
      return clean(checks.at(-1)?.Output ?? '');
    }
    const raw = await engine.call((docker) => docker.getContainer(id).logs({ stdout: true, stderr: true, tail: 5, follow: false }));
    return clean(withoutFrames(raw as unknown as Buffer));
  } catch {
    // It only adds to a sentence; the sentence stands without it.
    return '';
  }
}

/** Without a terminal each piece of log has a head of 8 bytes: stream, three zeros, length. */
function withoutFrames(raw: Buffer): string {
  if (raw.length < 8 || raw[0]! > 2 || raw[1] !== 0) return raw.toString('utf8');
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= raw.length; ) {
    const size = raw.readUInt32BE(at + 4);
    parts.push(raw.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Terminal codes and control characters are no words. */
const CONTROL = new RegExp('\\u001b\\[[0-9;?]*[A-Za-z]|[\\u0000-\\u0008\\u000b-\\u001f\\u007f]', 'g');
const clean = (text: string) => text.replace(CONTROL, '').trim().slice(-MOST_CHARS);
