import type { Upstream, WantedRoute } from './wanted';

/** A section of the proxy's configuration, and the routes that lead to it. */
export interface Backend {
  name: string;
  /** The first of them: what it says of options and instances holds for all. */
  route: WantedRoute;
  routeIds: string[];
}

/**
 * Routes of an app that differ only in where they are found share one backend: its instances are checked once, and a
 * host can move without a new configuration.
 */
export function backendsOf(routes: readonly WantedRoute[], digest: (text: string) => string): Backend[] {
  const alike = grouped(routes.toSorted((a, b) => (a.id < b.id ? -1 : 1)), optionsWord);
  const all = [...alike].flatMap(([word, group]) => {
    // Between two versions one of them may lead to another port already.
    const parts = [...grouped(group, ({ pool, sides }) => JSON.stringify([pool, sides])).values()];
    return parts.map((part, index) => ({ name: `b${digest(index === 0 ? word : `${word} ${part[0]!.id}`).slice(0, 20)}`, route: part[0]!, routeIds: part.map(({ id }) => id) }));
  });
  // By their own names: the order must not follow a host that moves.
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** All that a section says, but for instances. */
function optionsWord({ appId, options, credentials, sides }: WantedRoute): string {
  const { host: _host, path, ...rest } = options;
  const namesPath = options.rewritePath !== undefined || options.sticky === 'cookie' || (sides !== null && sides.keep !== 'off');
  return JSON.stringify([appId, rest, namesPath ? path : null, credentials, sides && [sides.header, sides.keep]]);
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** The instances of a backend, by the name of each of its sections. */
export function poolsOf({ name, route: { pool, sides, options } }: Backend): { section: string; pool: readonly Upstream[] }[] {
  return [{ section: name, pool }, ...(sides && options.protocol !== 'tcp' ? [{ section: `${name}.new`, pool: sides.new }, { section: `${name}.old`, pool: sides.old }] : [])];
}
