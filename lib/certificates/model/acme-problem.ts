/** Why a host has no certificate (yet): an error code of this slice and its facts. */
export interface AcmeReason {
  code: string;
  params: Record<string, string | number>;
}

const CODES: Record<string, string> = {
  dns: 'acme_dns',
  connection: 'acme_connection',
  tls: 'acme_connection',
  unauthorized: 'acme_wrong_answer',
  incorrectResponse: 'acme_wrong_answer',
  caa: 'acme_caa',
  rejectedIdentifier: 'acme_refused_name',
  unsupportedIdentifier: 'acme_refused_name',
  rateLimited: 'acme_rate_limited',
  accountDoesNotExist: 'acme_account',
  externalAccountRequired: 'acme_account',
  userActionRequired: 'acme_account',
  unsupportedContact: 'acme_account',
  invalidContact: 'acme_account',
};
const MOST_CHARS = 300;

/** What a server of others wrote, fit for a screen: one line, no control and no direction characters. */
export const plain = (text: unknown) =>
  String(text ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, MOST_CHARS);

/** The words of a problem document (RFC 8555, 6.7) as a reason. */
export function reasonOfProblem(problem: { type?: unknown; detail?: unknown }, host: string): AcmeReason {
  const kind = String(problem.type ?? '').replace('urn:ietf:params:acme:error:', '');
  return { code: `certificates.${CODES[kind] ?? 'acme_other'}`, params: { host, detail: plain(problem.detail) || plain(kind) } };
}
