import { createHash, randomBytes } from 'node:crypto';
import type http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Target } from './ask';
import type { Served } from './record';

const MIB = 2 ** 20;
const PIECE = MIB / 8;
/** Long enough that an upload is under way whenever something is switched. */
const PAUSE_MS = 25;

const bodies = [1, 2, 3, 5].map((mib) => {
  const bytes = randomBytes(mib * MIB);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
});
let next = 0;

/** A body of one to five MiB in pieces; what arrived must be what was sent. */
export async function upload(target: Target, agent: http.Agent | false, timeoutMs: number): Promise<Served> {
  const { bytes, sha256 } = bodies[next++ % bodies.length]!;
  const answer = await ask<Served & { sha256: string; bytes: number }>(target, { method: 'POST', path: '/upload', agent, timeoutMs, send: (request) => sendPieces(request, bytes) });
  if (answer.bytes !== bytes.length || answer.sha256 !== sha256) throw new Error(`sent ${bytes.length} bytes, ${answer.bytes} arrived or others`);
  return answer;
}

async function sendPieces(request: http.ClientRequest, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length && !request.destroyed; from += PIECE) {
    const isFull = !request.write(bytes.subarray(from, from + PIECE));
    if (isFull) await new Promise<void>((resolve) => {
      const goOn = () => { request.off('drain', goOn).off('close', goOn); resolve(); };
      request.on('drain', goOn).on('close', goOn);
    });
    await sleep(PAUSE_MS);
  }
  request.end();
}
