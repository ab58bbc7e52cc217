import type { ConnectionInput } from '../contract';
import { environmentErrors } from '../errors';
import { explainConnectionError, placeOf } from './explain-connection-error';
import { within } from './bound-docker';
import { checkConnection } from './check-connection';
import { connectEngine, endpointOf } from './connect';

const DEADLINE_MS = 10_000;
/** Docker 19.03: events, filters and limits as they are used here. */
const OLDEST_API = [1, 40] as const;

export interface ConnectionFacts {
  engineVersion: string;
  apiVersion: string;
  host: string;
  os: string;
  containers: number;
  hostKeyFingerprint?: string;
}

/** Connects once, and says exactly what is wrong where it does not. */
export async function testConnection(connection: ConnectionInput): Promise<ConnectionFacts> {
  checkConnection(connection);
  const engine = endpointOf(connection);
  let hostKeyFingerprint: string | undefined;
  const clients = connectEngine(connection, (fingerprint) => (hostKeyFingerprint = fingerprint));
  try {
    const late = () => environmentErrors('engine_timeout', { engine, seconds: DEADLINE_MS / 1000 }, placeOf(connection));
    const version = await within(clients.calls, { ms: DEADLINE_MS }, (docker) => docker.version(), late);
    // Many things answer with a page; only an engine tells its API.
    if (typeof version?.ApiVersion !== 'string') throw environmentErrors('not_docker', { host: engine }, placeOf(connection));
    if (isTooOld(version.ApiVersion)) throw environmentErrors('api_too_old', { version: version.Version, api: version.ApiVersion, needed: OLDEST_API.join('.') }, placeOf(connection));
    const info = await within(clients.calls, { ms: DEADLINE_MS }, (docker) => docker.info(), late);
    return { engineVersion: version.Version, apiVersion: version.ApiVersion, host: info.Name, os: info.OperatingSystem, containers: info.Containers, ...(hostKeyFingerprint && { hostKeyFingerprint }) };
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
