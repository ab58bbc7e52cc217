/** Of each app, the apps that are to run before it. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/** A way that leads back to where it began, each app once: `/a`, `/b` for a → b → a. Undefined when there is none. */
export function findCycle(dependencies: Dependencies): string[] | undefined {
  const done = new Set<string>();
  for (const start of dependencies.keys()) {
    const found = walk(start, [], done, dependencies);
    if (found) return found;
  }
  return undefined;
}

function walk(path: string, way: string[], done: Set<string>, dependencies: Dependencies): string[] | undefined {
  const seen = way.indexOf(path);
  if (seen >= 0) return way.slice(seen);
  if (done.has(path)) return undefined;
  for (const next of dependencies.get(path) ?? []) {
    const found = walk(next, [...way, path], done, dependencies);
    if (found) return found;
  }
  done.add(path);
  return undefined;
}

/** In which order they start: each after those it depends on; otherwise as given. Only for what has no cycle. */
export function startOrder(paths: readonly string[], dependencies: Dependencies): string[] {
  const order = new Set<string>();
  const visit = (path: string) => {
    if (order.has(path)) return;
    for (const next of dependencies.get(path) ?? []) if (paths.includes(next)) visit(next);
    order.add(path);
  };
  paths.forEach(visit);
  return [...order];
}
