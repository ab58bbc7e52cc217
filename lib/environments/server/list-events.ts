import type { z } from 'zod';
import type { listEvents as contract } from '../contract';
import { matchesEvent } from '../model/describe-event';
import { allEngines } from './engines';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

export async function listEvents({ limit, offset, ...filter }: Query) {
  const found = allEngines().flatMap((engine) => engine.inventory.events()).filter((event) => matchesEvent(event, filter));
  found.sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
  return { items: found.slice(offset, offset + limit), total: found.length };
}
