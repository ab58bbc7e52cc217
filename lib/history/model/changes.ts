export interface Change {
  path: string;
  /** Undefined where there was, or is, nothing. */
  before: string | undefined;
  after: string | undefined;
}

const MOST = 400;
const DEEPEST = 12;

/** What differs between two JSON values, leaf by leaf, with the paths of the leaves; all leaves of one where the other is nothing. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [old, now] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.map((path) => ({ path, before: old.get(path), after: now.get(path) })).filter((change) => change.before !== change.after).slice(0, MOST);
}

function leaves(value: unknown, path = '', depth = 0, found = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    if (path) found.set(path, 'null');
  } else if (typeof value !== 'object' || depth === DEEPEST || Object.keys(value).length === 0) {
    found.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  } else {
    for (const [key, item] of Object.entries(value)) leaves(item, Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key, depth + 1, found);
  }
  return found;
}
