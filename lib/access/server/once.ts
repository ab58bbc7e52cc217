import type { NextRequest } from 'next/server';
import { seal, sha256, unseal } from '@/lib/platform/server/seal';
import { accessErrors } from '../errors';
import type { Scope } from '../model/scope';
import { answerRequest, beginRequest, forgetRequest } from './idempotent-request.repo';

const HEADER = 'idempotency-key';
const MOST = 255;

/**
 * Answers a POST that bears an `Idempotency-Key` once: the same key with the same request gets the first answer again and
 * does nothing, also after a crash of whoever sent it. A request that failed leaves its key free.
 */
export async function once(request: NextRequest, scope: Scope | null, body: unknown, work: () => Promise<Response>): Promise<Response> {
  const given = request.method === 'POST' ? request.headers.get(HEADER) : null;
  if (given === null) return work();
  if (given.trim() === '' || given.length > MOST) throw accessErrors('idempotency_key_bad', { most: MOST });
  // Who has no account here shows a token of another kind.
  const who = scope?.actor.id ?? `${request.headers.get('authorization') ?? ''} ${request.nextUrl.search}`;
  const key = sha256(`${who} ${request.nextUrl.pathname} ${given}`);
  const hash = sha256(`${request.nextUrl.search} ${JSON.stringify(body ?? null)}`);
  const first = await beginRequest(key, hash);
  if (first) {
    if (first.request !== hash) throw accessErrors('idempotency_key_reused', { key: given });
    if (first.status === null) throw accessErrors('idempotency_key_busy', { key: given });
    return new Response(first.body ? unseal(first.body) : null, { status: first.status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'idempotent-replayed': 'true' } });
  }
  try {
    const answer = await work();
    if (!answer.ok || !isShort(answer)) await forgetRequest(key);
    else {
      const text = await answer.clone().text();
      // It may hold what is shown once only.
      await answerRequest(key, answer.status, text === '' ? '' : seal(text));
    }
    return answer;
  } catch (error) {
    await forgetRequest(key);
    throw error;
  }
}

/** Streams are not kept. */
const isShort = (answer: Response) => answer.body === null || (answer.headers.get('content-type') ?? '').startsWith('application/json');
