import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';
import { explainConnectionError } from './explain-connection-error';
import { within } from './bound-docker';
import { checkPem } from './check-pem';
import { connectEngine, endpointOf } from './connect';

const DEADLINE_MS = 10_000;
/** Docker 19.03: events, filters and limits as they are used here. */
const OLDEST_API = [1, 40] as const;

export interface ConnectionFacts {
  engineVersion: string;
  apiVersion: string;
  host: string;
  hostKeyFingerprint?: string;
}

/** Connects once, and says exactly what is wrong where it does not. */
export async function testConnection(connection: ConnectionInput): Promise<ConnectionFacts> {
  if (connection.kind === 'tcp' && connection.tls) checkPem(connection.tls);
  const engine = endpointOf(connection);
  let hostKeyFingerprint: string | undefined;
  const clients = connectEngine(connection, (fingerprint) => (hostKeyFingerprint = fingerprint));
  try {
    const late = () => environmentErrors('engine_timeout', { engine, seconds: DEADLINE_MS / 1000 });
    const version = await within(clients.calls, { ms: DEADLINE_MS }, (docker) => docker.version(), late);
    // Many things answer with a page; only an engine tells its API.
    if (typeof version?.ApiVersion !== 'string') throw environmentErrors('not_docker', { host: engine });
    if (isTooOld(version.ApiVersion)) throw environmentErrors('api_too_old', { version: version.Version, api: version.ApiVersion, needed: OLDEST_API.join('.') });
    const info = await within(clients.calls, { ms: DEADLINE_MS }, (docker) => docker.info(), late);
    return { engineVersion: version.Version, apiVersion: version.ApiVersion, host: info.Name, ...(hostKeyFingerprint && { hostKeyFingerprint }) };
  } catch (error) {
    throw explainConnectionError(error, connection);
  } finally {
    clients.close();
  }
}

function isTooOld(api: string): boolean {
  const [major = 0, minor = 0] = api.split('.').map(Number);
  return major < OLDEST_API[0] || (major === OLDEST_API[0] && minor < OLDEST_API[1]);
}
