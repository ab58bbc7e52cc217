export interface SpecChange {
  path: string;
  from: string;
  to: string;
}

/** What differs between two specs, leaf by leaf. Values of env are masked: a plan is read over shoulders. */
export function diffSpec(before: unknown, after: unknown, path = ''): SpecChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => diffSpec(before[key], after[key], path ? `${path}.${key}` : key));
  }
  const show = (value: unknown) => (value === undefined ? '' : /^env\./.test(path) ? '••••••' : JSON.stringify(value));
  return [{ path, from: show(before), to: show(after) }];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
