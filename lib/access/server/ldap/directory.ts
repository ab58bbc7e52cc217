import net from 'node:net';
import tls from 'node:tls';
import { Client, type Entry, InvalidCredentialsError, NoSuchObjectError, SizeLimitExceededError } from 'ldapts';
import type { z } from 'zod';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/server/log';
import { accessErrors } from '../../errors';
import { filterFor } from '../../model/ldap-filter';
import type { ldapSettings } from '../../spec/identity-provider';
import type { Person } from '../identity/account-of-identity';
import { guardedLookup, refuseHost } from '../oidc/guarded-address';

export type LdapSettings = z.output<typeof ldapSettings>;
const TIMEOUT_MS = 5_000;
const UUID = 'entryUUID';
const GUID = 'objectGUID';

/** The person of this login and password, or null. Looked up as the directory's reader, then proved by a bind of their own. */
export async function askDirectory(settings: LdapSettings, secret: string | null, login: string, password: string): Promise<Person | null> {
  // RFC 4513: a bind with an empty password proves nothing and succeeds all the same.
  if (login === '' || password === '') return null;
  return withDirectory(settings, secret, async (client) => {
    const entry = await findEntry(client, settings, login);
    if (!entry) return null;
    try {
      await client.bind(entry.dn, password);
    } catch (error) {
      if (error instanceof InvalidCredentialsError) return null;
      throw error;
    }
    return toPerson(entry, settings);
  });
}

/** How many the search base holds, as far as it tells; what a wrong setting looks like is in the refusal. */
export const testDirectory = (settings: LdapSettings, secret: string | null): Promise<string> =>
  withDirectory(settings, secret, async (client) => {
    const { searchEntries } = await client.search(settings.searchBase, { scope: 'base', attributes: ['1.1'] });
    return searchEntries[0]?.dn ?? settings.searchBase;
  });

async function withDirectory<T>(settings: LdapSettings, secret: string | null, work: (client: Client) => Promise<T>): Promise<T> {
  const { hostname } = new URL(settings.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  // A directory stands in the company's own network; only the link-local addresses are closed.
  refuseHost(host, true);
  const trust = { ...(settings.ca && { ca: settings.ca }), ...(!net.isIP(host) && { servername: host }) };
  const lookup = guardedLookup(true);
  const client = new Client({
    url: settings.url, timeout: TIMEOUT_MS, connectTimeout: TIMEOUT_MS, strictDN: false,
    createConnection: ((port: number, address: string) => net.connect({ port, host: address.replace(/^\[|\]$/g, ''), lookup })) as typeof net.connect,
    createSecureConnection: ((first: number | tls.ConnectionOptions, address?: string) =>
      tls.connect(typeof first === 'number' ? { port: first, host: address?.replace(/^\[|\]$/g, ''), lookup, ...trust } : first)) as typeof tls.connect,
  });
  try {
    if (settings.startTls) await client.startTLS({ ...trust, host });
    if (settings.bindDn) {
      if (!secret) throw accessErrors('ldap_no_bind_password', {}, '$.secret');
      await client.bind(settings.bindDn, secret);
    }
    return await work(client);
  } catch (error) {
    if (isAppError(error)) throw error;
    log.warn({ err: error }, 'directory');
    throw accessErrors('provider_unreachable', { reason: reasonOf(error) });
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);

async function findEntry(client: Client, settings: LdapSettings, login: string): Promise<Entry | null> {
  const attributes = [settings.emailAttribute, settings.nameAttribute, settings.groupsAttribute, UUID, GUID];
  try {
    const { searchEntries } = await client.search(settings.searchBase, { scope: 'sub', filter: filterFor(settings.filter, login), sizeLimit: 2, attributes, explicitBufferAttributes: [GUID] });
    // Whom of two the filter means, nobody can tell.
    return searchEntries.length === 1 ? searchEntries[0]! : null;
  } catch (error) {
    if (error instanceof SizeLimitExceededError || error instanceof NoSuchObjectError) return null;
    throw error;
  }
}

/** Names of attributes come back as the server writes them. */
function textsOf(entry: Entry, attribute: string): string[] {
  const value = Object.entries(entry).find(([name]) => name.toLowerCase() === attribute.toLowerCase())?.[1];
  return [value ?? []].flat().map((one) => (Buffer.isBuffer(one) ? one.toString('hex') : one)).filter((one) => one !== '');
}

function toPerson(entry: Entry, { emailAttribute, nameAttribute, groupsAttribute, linkByEmail }: LdapSettings): Person {
  return {
    // A name can be given to somebody else after its owner has left; an id is not.
    subject: textsOf(entry, UUID)[0] ?? textsOf(entry, GUID)[0] ?? entry.dn.toLowerCase(),
    email: textsOf(entry, emailAttribute)[0] ?? null,
    emailIsProved: linkByEmail,
    name: textsOf(entry, nameAttribute)[0] ?? '',
    values: textsOf(entry, groupsAttribute),
  };
}
