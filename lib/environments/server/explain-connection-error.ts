import { isAppError, type AppError } from '@/lib/platform/errors';
import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';
import { endpointOf } from './connect';
import { translateEngineError } from './translate-engine-error';

interface ConnectionFailure { code?: string; message?: string; statusCode?: number; json?: { message?: string } | string }

const UNTRUSTED = /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_/;
const CLIENT_REFUSED = /alert (bad certificate|unknown ca|certificate required|certificate unknown|handshake failure)/i;

/** Why a connection could not be made, with the field that has to be changed. `engine` is what it is called where it has a name. */
export function explainConnectionError(error: unknown, connection: ConnectionInput, engine = endpointOf(connection)): AppError {
  if (isAppError(error)) return error;
  const failure = error as ConnectionFailure;
  const host = endpointOf(connection);
  return (connection.kind === 'socket' ? ofSocket(failure, connection.socketPath) : ofNetwork(failure, host, connection)) ?? ofAnswer(failure, host, connection) ?? translateEngineError(error, engine);
}

function ofSocket({ code = '' }: ConnectionFailure, path: string): AppError | undefined {
  if (code === 'ENOENT' || code === 'ENOTDIR') return environmentErrors('socket_missing', { path }, '$.connection.socketPath');
  if (code === 'EACCES' || code === 'EPERM') return environmentErrors('socket_forbidden', { path }, '$.connection.socketPath');
  if (code === 'ECONNREFUSED' || code === 'ENOTSOCK') return environmentErrors('connection_refused', { host: path }, '$.connection.socketPath');
  return undefined;
}

function ofNetwork({ code = '', message = '' }: ConnectionFailure, host: string, connection: Exclude<ConnectionInput, { kind: 'socket' }>): AppError | undefined {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return environmentErrors('host_name_unknown', { host: connection.host }, '$.connection.host');
  if (code === 'ECONNREFUSED') return environmentErrors('connection_refused', { host }, '$.connection.port');
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return environmentErrors('host_unreachable', { host, reason: message }, '$.connection.host');
  if (connection.kind === 'ssh') return /handshake|ECONNRESET|protocol|ident/i.test(`${message} ${code}`) ? environmentErrors('not_ssh', { host, reason: message }, '$.connection.port') : undefined;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return environmentErrors('tls_wrong_name', { host: connection.host, reason: message }, '$.connection.host');
  if (CLIENT_REFUSED.test(message) || /ALERT_(BAD|UNKNOWN|CERTIFICATE)/.test(code)) return environmentErrors('tls_client_refused', { host }, '$.connection.tls.cert');
  if (UNTRUSTED.test(code)) return environmentErrors('tls_not_trusted', { host, reason: message }, '$.connection.tls.ca');
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || /wrong version number|packet length too long/i.test(message)) return environmentErrors('tls_on_plain_http', { host }, '$.connection.port');
  // With TLS 1.3 the server learns of the certificate after the handshake; its alert can be lost to the closing of the connection.
  if (connection.tls && /ECONNRESET|EPIPE/.test(code)) return environmentErrors('tls_client_refused', { host }, '$.connection.tls.cert');
  return undefined;
}

/** The field that names the place. */
export const placeOf = ({ kind }: ConnectionInput) => ({ socket: '$.connection.socketPath', tcp: '$.connection.port', ssh: '$.connection.host' })[kind];

function ofAnswer({ code = '', message = '', statusCode, json }: ConnectionFailure, host: string, connection: ConnectionInput): AppError | undefined {
  if (/HTTP request to an HTTPS server/i.test(message)) return environmentErrors('plain_http_on_tls', { host }, '$.connection.tls');
  const saidByDocker = typeof json === 'object' && typeof json.message === 'string';
  if (code.startsWith('HPE_') || (statusCode !== undefined && !saidByDocker)) return environmentErrors('not_docker', { host }, placeOf(connection));
  return undefined;
}
