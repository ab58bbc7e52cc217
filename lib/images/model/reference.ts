export interface Reference {
  repo: string;
  tag: string;
  digest?: string;
}

/** `registry:5000/team/app:1.2` → repository and tag; `latest` where none is given. */
export function splitReference(reference: string): Reference {
  const [name, digest] = reference.split('@') as [string, string?];
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  return { repo: hasTag ? name.slice(0, colon) : name, tag: hasTag ? name.slice(colon + 1) : 'latest', ...(digest && { digest }) };
}
