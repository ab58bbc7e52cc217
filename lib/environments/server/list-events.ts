import type { z } from 'zod';
import type { Scope } from '@/lib/access/model/scope';
import type { listEvents as contract } from '../contract';
import { matchesEvent } from '../model/describe-event';
import { allEngines } from './engines';
import { maySeeEvent, seenBy, seesAll } from './places';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

export async function listEvents(scope: Scope, { limit, offset, ...filter }: Query) {
  const maySee = seesAll(scope, 'event:view') ? undefined : seenBy(scope);
  const found = allEngines().flatMap((engine) => engine.inventory.events()).filter((event) => matchesEvent(event, filter) && (!maySee || maySeeEvent(maySee, event)));
  found.sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
  return { items: found.slice(offset, offset + limit), total: found.length };
}
