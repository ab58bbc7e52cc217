import { allEngines } from './engines';

export async function listEvents(limit: number) {
  const items = allEngines().flatMap((engine) => engine.inventory.events());
  return { items: items.sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq).slice(0, limit) };
}
