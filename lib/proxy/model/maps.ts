import type { Backend } from './backends';
import { routeKey } from './route-key';
import type { WantedRoute } from './wanted';

export const FOLDER = '/gantry';

/** What is changed while the proxy runs, each a map of HAProxy's. */
export const MAPS = {
  /** Host and path to `<route>:<backend>`. */
  hosts: `${FOLDER}/hosts.map`,
  /** `<backend>|<version>` to the section of that version, while both answer. */
  sides: `${FOLDER}/sides.map`,
  /** Path of an ACME token to its answer. */
  challenges: `${FOLDER}/challenges.map`,
} as const;

export interface ProxyMap {
  path: string;
  entries: ReadonlyMap<string, string>;
}

export const challengePath = (token: string) => `/.well-known/acme-challenge/${token}`;

/** All maps as they are to be. */
export function wantedMaps(routes: readonly WantedRoute[], backends: readonly Backend[], challenges: readonly { token: string; answer: string }[]): ProxyMap[] {
  const backendOf = new Map(backends.flatMap(({ name, routeIds }) => routeIds.map((id) => [id, name] as const)));
  return [
    { path: MAPS.hosts, entries: new Map(routes.flatMap(({ id, host, options }) => (host ? [[routeKey(host, options), `${id}:${backendOf.get(id)}`] as const] : []))) },
    { path: MAPS.sides, entries: new Map(backends.flatMap(sideEntries)) },
    { path: MAPS.challenges, entries: new Map(challenges.map(({ token, answer }) => [challengePath(token), answer])) },
  ];
}

function sideEntries({ name, route: { sides } }: Backend): (readonly [string, string])[] {
  if (!sides || sides.keep === 'off') return [];
  return [
    ...(sides.new.length > 0 ? [[`${name}|${sides.newVersion}`, `${name}.new`] as const] : []),
    ...(sides.oldVersion !== null && sides.old.length > 0 ? [[`${name}|${sides.oldVersion}`, `${name}.old`] as const] : []),
  ];
}

export const mapText = ({ entries }: ProxyMap): string => [...entries].map(([key, value]) => `${key} ${value}\n`).join('');

/** In a command a semicolon would begin the next one. */
const inCommand = (key: string) => key.replaceAll(';', '\\;');

/** What leads from one state of a map to another: what names instances is said once they are there, and no longer before they go. */
export function planMap({ path, entries }: ProxyMap, seen: ReadonlyMap<string, string>): { before: string[]; after: string[] } {
  return {
    before: [...seen.keys()].filter((key) => !entries.has(key)).map((key) => `del map ${path} ${inCommand(key)}`),
    after: [...entries].flatMap(([key, value]) => (seen.get(key) === value ? [] : [`${seen.has(key) ? 'set' : 'add'} map ${path} ${inCommand(key)} ${value}`])),
  };
}

/** Reads the answer to `show map`: an address, a key, a value. A map that the configuration does not name is empty. */
export const parseMap = (answer: string): Map<string, string> => new Map(answer.split('\n').flatMap((line) => { const [address, key, value] = line.split(' '); return address?.startsWith('0x') && key && value ? [[key, value] as const] : []; }));
