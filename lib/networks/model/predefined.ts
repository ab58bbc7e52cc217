/** Every engine comes with the first three and keeps them; a swarm adds the others. */
const PREDEFINED = new Set(['bridge', 'host', 'none', 'ingress', 'docker_gwbridge']);

export const isPredefined = (name: string) => PREDEFINED.has(name);
