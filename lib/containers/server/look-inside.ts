import type { z } from 'zod';
import { matchesSearch } from '@/lib/platform/model/list-query';
import type { listChanges as changesContract } from '../contract';
import { containerErrors } from '../errors';
import { nameOf } from '../model/inspect';
import { type ContainerPlace, inspectAt } from './read-inspect';

const CHANGE_KINDS = ['modified', 'added', 'deleted'] as const;
const SLOW_DISK_MS = 60_000;

type ChangesQuery = z.output<NonNullable<(typeof changesContract)['query']>>;

/** What the container wrote over its image. */
export async function listChanges(place: ContainerPlace, { search, limit, offset }: ChangesQuery) {
  const { engine, inspect } = await inspectAt(place);
  const raw = ((await engine.call((docker) => docker.getContainer(inspect.Id).changes(), { timeoutMs: SLOW_DISK_MS })) ?? []) as { Path: string; Kind: number }[];
  const found = raw.filter(({ Path }) => matchesSearch(Path, search));
  return {
    items: found.slice(offset, offset + limit).map(({ Path, Kind }) => ({ path: Path, kind: CHANGE_KINDS[Kind] ?? ('modified' as const) })),
    total: found.length,
  };
}

export async function listProcesses(place: ContainerPlace) {
  const { engine, inspect } = await inspectAt(place);
  if (!inspect.State.Running) throw containerErrors('not_running', { name: nameOf(inspect) });
  const top = (await engine.call((docker) => docker.getContainer(inspect.Id).top({ ps_args: '-eo pid,ppid,user,pcpu,rss,etime,args' }))) as { Titles?: string[]; Processes?: string[][] | null };
  return { titles: top.Titles ?? [], processes: top.Processes ?? [] };
}
