import acme from 'acme-client';
import { plain } from '../../model/acme-problem';
import { certificateErrors } from '../../errors';
import { send, withExchange, wordsOf } from './acme-http';

const PATH = '$.directoryUrl';

/** What an ACME server says of itself; refuses, in words, what is none. */
export async function readDirectory(directoryUrl: string, caPem: string | null): Promise<{ terms: string | null; needsEab: boolean }> {
  const server = new URL(directoryUrl).host;
  const answer = await withExchange({ directoryUrl, caPem }, async () => send({ url: directoryUrl, method: 'get', headers: { toJSON: () => ({ 'user-agent': String(acme.axios.defaults.headers.common['User-Agent'] ?? 'gantry') }) } })).catch((error: unknown) => {
    throw certificateErrors('directory_unreachable', { server, detail: wordsOf(error) }, PATH);
  });
  const directory = parse(answer.data);
  if (answer.status !== 200 || ['newNonce', 'newAccount', 'newOrder'].some((name) => typeof directory[name] !== 'string')) throw certificateErrors('directory_wrong', { server }, PATH);
  const meta = (directory.meta ?? {}) as Record<string, unknown>;
  return { terms: typeof meta.termsOfService === 'string' ? plain(meta.termsOfService) : null, needsEab: meta.externalAccountRequired === true };
}

function parse(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
