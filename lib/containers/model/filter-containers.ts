import type { ContainerRow } from '@/lib/environments/contract';

export const STATES = ['running', 'exited', 'created', 'paused', 'restarting', 'removing', 'dead'] as const;
export const HEALTHS = ['healthy', 'unhealthy', 'starting', 'none'] as const;

export interface ContainerFilter {
  search: string;
  state: string | null;
  health: string | null;
  environment: string | null;
  /** Name of a compose project or swarm stack. */
  project: string | null;
  /** `name` or `-name`. */
  sort: string;
}

/** What a container was started with: a compose project or a swarm stack. */
export const projectOf = (row: Pick<ContainerRow, 'labels'>): string | undefined => row.labels['com.docker.compose.project'] ?? row.labels['com.docker.stack.namespace'];

const collator = new Intl.Collator('en', { numeric: true });
const KEYS = {
  name: (row: ContainerRow) => row.name, state: (row: ContainerRow) => row.state, health: (row: ContainerRow) => row.health, image: (row: ContainerRow) => row.image, host: (row: ContainerRow) => row.host,
  created: (row: ContainerRow) => row.createdAt, app: (row: ContainerRow & { app?: { path: string } | null }) => row.app?.path ?? '',
};

/** The rows that a person asked for, in the order asked for; rows that tie keep the order of their names. */
export function filterContainers<T extends ContainerRow>(rows: T[], filter: ContainerFilter): T[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (row) => (!filter.state || row.state === filter.state) && (!filter.health || row.health === filter.health) && (!filter.environment || row.environmentId === filter.environment) && (!filter.project || projectOf(row) === filter.project) && words.every((word) => textOf(row).includes(word)),
  );
  const name = filter.sort.replace(/^-/, '');
  const key = Object.hasOwn(KEYS, name) ? KEYS[name as keyof typeof KEYS] : KEYS.name;
  const sign = filter.sort.startsWith('-') ? -1 : 1;
  return found.sort((a, b) => sign * collator.compare(key(a), key(b)) || collator.compare(a.name, b.name));
}

const texts = new WeakMap<ContainerRow, string>();
function textOf(row: ContainerRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    text = `${row.name} ${row.image} ${row.id} ${row.host} ${row.addresses.map(({ address }) => address).join(' ')} ${Object.entries(row.labels).map(([label, value]) => `${label}=${value}`).join(' ')}`.toLowerCase();
    texts.set(row, text);
  }
  return text;
}
