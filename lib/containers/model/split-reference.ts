/** `host:5000/a/b:1` → `host:5000/a/b` and `1`; without a tag it is `latest`. */
export function splitReference(reference: string): { repository: string; tag: string } {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/') ? { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) } : { repository: reference, tag: 'latest' };
}

/** What to ask a registry for: without a tag an engine would take all of them. */
export function pullReference(image: string): string {
  if (image.includes('@')) return image;
  const { repository, tag } = splitReference(image);
  return `${repository}:${tag}`;
}
