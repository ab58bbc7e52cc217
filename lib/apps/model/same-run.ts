import type { AppSpec } from '../spec';

/** What no container is made of: a version that differs in these alone needs no new instances. */
const BESIDE = ['routes', 'drainTimeoutSeconds', 'upgradeStrategy', 'killSelection', 'dependencies', 'instances', 'backoff', 'hooks'] as const satisfies readonly (keyof AppSpec)[];

const runOf = (spec: AppSpec) => JSON.stringify(Object.entries(spec).filter(([key]) => !(BESIDE as readonly string[]).includes(key)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether an instance of one spec is as good as one of the other. */
export const isSameRun = (one: AppSpec, other: AppSpec): boolean => runOf(one) === runOf(other);
