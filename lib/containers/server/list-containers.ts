import type { z } from 'zod';
import type { Scope } from '@/lib/access/model/scope';
import { allEngines } from '@/lib/environments/server/engines';
import { matchesSearch, sortRows } from '@/lib/platform/model/list-query';
import type { ContainerDto, listContainers as contract } from '../contract';
import { appOfContainer } from '@/lib/environments/server/app-of-container';
import { maySeeRow, seenBy, seesAll } from '@/lib/environments/server/places';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

const SORT: Record<string, (row: ContainerDto) => string | number> = {
  name: (row) => row.name, state: (row) => row.state, health: (row) => row.health, image: (row) => row.image, created: (row) => row.createdAt, host: (row) => row.host, app: (row) => row.app?.path ?? '',
};

/** From memory alone: an engine that hangs costs this list nothing. */
export function listContainers(scope: Scope, query: Query): Response {
  const maySee = seesAll(scope, 'container:view') ? undefined : seenBy(scope);
  const found: ContainerDto[] = [];
  for (const engine of allEngines()) {
    if (query.environment && engine.id !== query.environment) continue;
    for (const row of engine.inventory.containers()) {
      if (maySee && !maySeeRow(maySee, engine.id, 'container', row.id)) continue;
      const dto = toDto(row);
      if (matches(dto, query)) found.push(dto);
    }
  }
  const page = sortRows(found, query.sort, SORT).slice(query.offset, query.offset + query.limit);
  return new Response(`{"items":[${page.map(toJson).join(',')}],"total":${found.length}}`, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
}

type Row = Omit<ContainerDto, 'app'>;

// An inventory row is replaced when it changes, never altered; so what was made from it stays right as long as it lives.
const dtos = new WeakMap<Row, ContainerDto>();
const texts = new WeakMap<ContainerDto, string>();

function toDto(row: Row): ContainerDto {
  const app = appOfContainer(row.id);
  const known = dtos.get(row);
  if (known && known.app?.id === app?.id) return known;
  const dto = { ...row, app };
  dtos.set(row, dto);
  return dto;
}

function toJson(dto: ContainerDto): string {
  let text = texts.get(dto);
  if (text === undefined) texts.set(dto, (text = JSON.stringify(dto)));
  return text;
}

function matches(row: ContainerDto, query: Query): boolean {
  if (query.state && !query.state.includes(row.state)) return false;
  if (query.health && !query.health.includes(row.health)) return false;
  if (query.label?.some((label) => !hasLabel(row.labels, label))) return false;
  return !query.search || matchesSearch(`${row.name} ${row.image} ${row.id} ${row.app?.path ?? ''} ${row.host} ${row.addresses.map(({ address }) => address).join(' ')}`, query.search);
}

/** `key` or `key=value`. */
function hasLabel(labels: Record<string, string>, wanted: string): boolean {
  const [key, ...value] = wanted.split('=');
  return Object.hasOwn(labels, key!) && (value.length === 0 || labels[key!] === value.join('='));
}
