import { X509Certificate } from 'node:crypto';
import type { ConnectionInput, ConnectionView } from '../contract';
import { environmentErrors } from '../errors';
import { checkPem } from './check-pem';
import { checkSshKey } from './ssh-tunnel';

/** What a person left empty is what was there before: a secret is never sent back to be sent again. */
export function keepSecrets(input: ConnectionInput, before: ConnectionInput | undefined): ConnectionInput {
  if (input.kind === 'tcp' && input.tls) {
    const kept = before?.kind === 'tcp' ? before.tls : undefined;
    const { ca, cert, key } = input.tls;
    return { ...input, tls: { ca: ca.trim() ? ca : (kept?.ca ?? ''), cert: cert.trim() ? cert : (kept?.cert ?? ''), key: key.trim() ? key : (kept?.key ?? '') } };
  }
  if (input.kind === 'ssh' && !input.privateKey.trim() && before?.kind === 'ssh') return { ...input, privateKey: before.privateKey };
  return input;
}

/** What can be said about a connection without trying it. */
export function checkConnection(connection: ConnectionInput): void {
  if (connection.kind === 'tcp' && connection.tls) {
    for (const part of ['ca', 'cert', 'key'] as const) if (!connection.tls[part].trim()) throw environmentErrors('secret_missing', { part }, `$.connection.tls.${part}`);
    checkPem(connection.tls);
  }
  if (connection.kind === 'ssh') {
    if (!connection.privateKey.trim()) throw environmentErrors('secret_missing', { part: 'privateKey' }, '$.connection.privateKey');
    checkSshKey(connection.privateKey);
  }
}

/** Nobody saves a host whose key no one looked at: whoever answers first could pose as it for ever. */
export function needConfirmedHost(connection: ConnectionInput): void {
  if (connection.kind === 'ssh' && !connection.hostKeyFingerprint) throw environmentErrors('ssh_host_key_unconfirmed', { host: `${connection.host}:${connection.port}` }, '$.connection.hostKeyFingerprint');
}

export function withoutSecrets(connection: ConnectionInput): ConnectionView {
  switch (connection.kind) {
    case 'socket':
      return connection;
    case 'tcp': {
      const { kind, host, port, tls } = connection;
      return { kind, host, port, tls: tls ? { ca: factsOf(tls.ca), cert: factsOf(tls.cert) } : null };
    }
    case 'ssh': {
      const { kind, host, port, username, hostKeyFingerprint = '' } = connection;
      return { kind, host, port, username, hostKeyFingerprint };
    }
  }
}

function factsOf(pem: string) {
  const certificate = new X509Certificate(pem);
  const expiresAt = new Date(certificate.validTo);
  return { subject: certificate.subject.split('\n').join(', '), expiresAt: expiresAt.toISOString(), expired: expiresAt < new Date() };
}
