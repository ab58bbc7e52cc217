/**
 * State that exists once per process. Next bundles routes, pages and instrumentation apart, so a module-level
 * variable would exist several times; this is the only place that touches `globalThis`.
 */
export function processState<T>(name: string, create: () => T): T {
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`gantry.${name}`);
  return (store[key] ??= create());
}
