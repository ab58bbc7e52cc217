import { z } from 'zod';

/**
 * What an admin opens for a group. A rule that a group does not set is taken from the group above; what no group sets is
 * closed. The schema is the store's, the API's and the form's.
 */
export const policyRules = z.strictObject({
  /** Folders of the host that apps may mount, and whether they may write there. */
  hostPaths: z.array(z.strictObject({ prefix: z.string().max(1024).regex(/^\/(?!.*(^|\/)\.\.?(\/|$))[^\0]*$/), writable: z.boolean() })).max(50).optional(),
  hostNetwork: z.boolean().optional(),
  /** Host ports that apps may name. */
  hostPorts: z.strictObject({ from: z.number().int().min(1).max(65_535), to: z.number().int().min(1).max(65_535) }).nullable().optional(),
  /** Patterns of image names, `*` for any text; an app may run nothing else. Null: what the group's own credentials can pull. */
  images: z.array(z.string().min(1).max(255)).max(100).nullable().optional(),
  requireDigest: z.boolean().optional(),
  /** Most that the kept logs of one instance may take. */
  maxLogMib: z.number().int().min(1).max(1_048_576).optional(),
  logDrivers: z.array(z.string().min(1).max(50)).max(20).optional(),
  runAsRoot: z.boolean().optional(),
  /** Capabilities of the kernel that a spec may add, without `CAP_`. */
  capabilities: z.array(z.string().regex(/^(?!CAP_)[A-Z][A-Z_]{1,39}$/)).max(40).optional(),
  /** Devices of the host that a spec may name, and `gpu`. */
  devices: z.array(z.string().regex(/^(gpu|\/dev\/[\w./-]{1,200})$/)).max(50).optional(),
  /** Networks that are not the tenant's own. */
  networks: z.array(z.string().min(1).max(255)).max(50).optional(),
  recordTerminals: z.boolean().optional(),
});
export type PolicyRules = z.infer<typeof policyRules>;
export type Policy = Required<PolicyRules>;

/** Where no group says otherwise. */
export const CLOSED: Policy = {
  hostPaths: [], hostNetwork: false, hostPorts: null, images: null, requireDigest: false, maxLogMib: 100, logDrivers: ['json-file', 'local'], runAsRoot: false, capabilities: [], devices: [], networks: [], recordTerminals: false,
};
export const RULES = Object.keys(CLOSED) as (keyof Policy)[];

/** `rules`: of the groups over an app, nearest first. */
export function effectivePolicy(rules: readonly PolicyRules[]): Policy {
  return Object.fromEntries(RULES.map((rule) => [rule, rules.find((one) => one[rule] !== undefined)?.[rule] ?? CLOSED[rule]])) as unknown as Policy;
}

/** Which group each rule comes from; null: nobody set it. */
export function originsOf(groups: readonly { group: string; rules: PolicyRules }[]): Record<string, string | null> {
  return Object.fromEntries(RULES.map((rule) => [rule, groups.find(({ rules }) => rules[rule] !== undefined)?.group ?? null]));
}

/** `*` stands for any text, also with slashes; all else for itself. Linear in the text, whatever the pattern. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const [first, last] = [parts[0]!, parts.at(-1)!];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** An image under its whole name: `nginx` is `docker.io/library/nginx:latest`. */
export function wholeName(image: string): string {
  const [name, digest] = image.split('@') as [string, string?];
  const segments = name.split('/');
  const hasHost = segments.length > 1 && (/[.:]/.test(segments[0]!) || segments[0] === 'localhost');
  const full = hasHost ? name : segments.length === 1 ? `docker.io/library/${name}` : `docker.io/${name}`;
  const tagged = digest || /:[^/]+$/.test(full) ? full : `${full}:latest`;
  return digest ? `${tagged}@${digest}` : tagged;
}

/** A pattern may be written as people write images, short or whole. */
export const imageIsAllowed = (patterns: readonly string[], image: string): boolean => patterns.some((pattern) => matchesPattern(pattern, image) || matchesPattern(pattern, wholeName(image)));

/**
 * Below a folder that apps may write to nothing can be mounted, only the folder itself: an app could leave a link there
 * that leads anywhere on the host, and the engine would follow it.
 */
export function hostPathRule(policy: Pick<Policy, 'hostPaths'>, path: string): { writable: boolean } | undefined {
  if (path.split('/').some((segment) => segment === '..' || segment === '.')) return undefined;
  const within = (prefix: string) => prefix === '/' || path === prefix || path.startsWith(`${prefix.replace(/\/$/, '')}/`);
  const found = policy.hostPaths.filter(({ prefix }) => within(prefix));
  if (found.some(({ prefix, writable }) => writable && prefix !== path)) return undefined;
  return found.length === 0 ? undefined : { writable: found.some(({ writable }) => writable) };
}
