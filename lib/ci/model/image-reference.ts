/** The same repository with another tag or digest: `registry:5000/team/app:1.0` → `registry:5000/team/app:1.1`. */
export function withTag(image: string, change: { tag: string } | { digest: string }): string {
  const repository = image.replace(/@.*$/, '').replace(/:[^/:]+$/, '');
  return 'tag' in change ? `${repository}:${change.tag}` : `${repository}@${change.digest}`;
}

/** Of what registries send when an image is pushed: Docker Hub, GitHub, Harbor, and plain `{ tag }`. */
export function tagOfWebhook(body: Record<string, unknown>): string | undefined {
  const at = (value: unknown, ...path: (string | number)[]): unknown => path.reduce<unknown>((found, key) => (typeof found === 'object' && found !== null ? (found as Record<string | number, unknown>)[key] : undefined), value);
  const found = [at(body, 'push_data', 'tag'), at(body, 'package', 'package_version', 'container_metadata', 'tag', 'name'), at(body, 'event_data', 'resources', 0, 'tag')].find((tag) => typeof tag === 'string' && tag !== '');
  return found as string | undefined;
}
