/** The claim's values as texts, whether it is one or a list, flat or nested (`realm_access.roles`); a claim of that very name comes first. */
export function claimValues(claims: Record<string, unknown>, name: string): string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>((found, part) => (isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined), claims);
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string');
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export interface Mapping {
  value: string;
  role: string;
  groupPath: string;
}

/** What the values give: each role on each group once. */
export function grantsOf(mappings: readonly Mapping[], values: readonly string[]): { role: string; groupPath: string }[] {
  const held = new Set(values);
  const found = mappings.filter(({ value }) => held.has(value)).map(({ role, groupPath }) => [`${role} ${groupPath}`, { role, groupPath }] as const);
  return [...new Map(found).values()];
}
