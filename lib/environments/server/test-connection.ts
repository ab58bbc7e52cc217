import { X509Certificate, createPrivateKey } from 'node:crypto';
import http from 'node:http';
import Docker from 'dockerode';
import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';
import { connectDocker, endpointOf } from './connect';
import { sshAgent } from './ssh-agent';
import { translateEngineError } from './translate-engine-error';

const DEADLINE_MS = 10_000;

/** Connects once, and says exactly what is wrong where it does not. */
export async function testConnection(connection: ConnectionInput): Promise<{ engineVersion: string; apiVersion: string; host: string; hostKeyFingerprint?: string }> {
  if (connection.kind === 'tcp' && connection.tls) checkPem(connection.tls);
  let hostKeyFingerprint: string | undefined;
  const docker = connection.kind === 'ssh'
    ? new Docker({ protocol: 'http', host: 'docker', port: 80, agent: sshAgent(connection, {}, (fingerprint) => (hostKeyFingerprint = fingerprint)) as http.Agent } as Docker.DockerOptions)
    : connectDocker(connection, 'calls');
  try {
    const [version, info] = await withinDeadline(Promise.all([docker.version(), docker.info()]), endpointOf(connection));
    if (!version?.ApiVersion) throw environmentErrors('not_docker', { host: endpointOf(connection) });
    return { engineVersion: version.Version, apiVersion: version.ApiVersion, host: info.Name, ...(hostKeyFingerprint && { hostKeyFingerprint }) };
  } catch (error) {
    throw explain(error, connection);
  } finally {
    (docker.modem as { agent?: { destroy(): void } }).agent?.destroy();
  }
}

function checkPem(tls: { ca: string; cert: string; key: string }): void {
  const attempt = (part: 'ca' | 'cert' | 'key', read: () => unknown) => {
    try {
      read();
    } catch (error) {
      throw environmentErrors('invalid_tls', { part, reason: (error as Error).message }, `$.connection.tls.${part}`);
    }
  };
  attempt('ca', () => new X509Certificate(tls.ca));
  attempt('cert', () => new X509Certificate(tls.cert));
  attempt('key', () => createPrivateKey(tls.key));
}

async function withinDeadline<T>(work: Promise<T>, engine: string): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(environmentErrors('engine_timeout', { engine, seconds: DEADLINE_MS / 1000 })), DEADLINE_MS); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function explain(error: unknown, connection: ConnectionInput) {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const host = endpointOf(connection);
  if (connection.kind === 'socket' && code === 'ENOENT') return environmentErrors('socket_missing', { path: connection.socketPath }, '$.connection.socketPath');
  if (connection.kind === 'socket' && code === 'EACCES') return environmentErrors('socket_forbidden', { path: connection.socketPath }, '$.connection.socketPath');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return environmentErrors('host_name_unknown', { host: 'host' in connection ? connection.host : host }, '$.connection.host');
  if (/HTTP request to an HTTPS server/i.test(message)) return environmentErrors('plain_http_on_tls', { host });
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_|ALTNAME/.test(code)) return environmentErrors('tls_not_trusted', { host, reason: message }, '$.connection.tls.ca');
  if (/alert (bad certificate|unknown ca|certificate required|certificate unknown)/i.test(message) || /ERR_SSL_TLSV1/.test(code)) return environmentErrors('tls_client_refused', { host }, '$.connection.tls.cert');
  if (/HPE_|ERR_SSL_WRONG_VERSION|EPROTO/.test(code)) return environmentErrors('not_docker', { host });
  return translateEngineError(error, host);
}
