/** Longest name that leaves room for the record that says whose it is. */
const MOST_NAME = 230;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const isName = (labels: readonly string[]) => labels.length > 0 && labels.every((label) => LABEL.test(label)) && labels.join('.').length <= MOST_NAME;

/** `/movie-backend/hystrix` → `hystrix.movie-backend`; null for what is no name of an app. */
export function nameOfApp(path: string): string | null {
  const labels = path.split('/').slice(1).reverse();
  return path.startsWith('/') && isName(labels) ? labels.join('.') : null;
}

/** A host of a route, in lower case without the last dot, if it is one and lies in the zone. */
export function hostInZone(host: string, zone: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  const plain = name.replace(/^\*\./, '');
  return isName(plain.split('.')) && (plain === zone || plain.endsWith(`.${zone}`)) && plain.length <= MOST_NAME ? name : null;
}

/** The name of a port as a label; whatever else a person called it. */
export const portLabel = (name: string | undefined): string | null => {
  const label = (name ?? '').toLowerCase();
  return LABEL.test(label) && label.length <= 15 ? label : null;
};
