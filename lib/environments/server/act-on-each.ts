import { engineById } from './engines';
import type { Engine } from './engine';

const AT_ONCE = 8;

export interface EachItem {
  environmentId: string;
  id: string;
}
export interface Outcome extends EachItem {
  name: string;
  error?: unknown;
}

/** Does one thing to many, a few at a time; each has its own outcome, in the order asked, and none stops the others. */
export async function actOnEach(items: readonly EachItem[], nameOf: (engine: Engine, id: string) => string | undefined, act: (engine: Engine, id: string) => Promise<unknown>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = items.map((item, index) => ({ item, index }));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes[next.index] = await one(next.item);
  };
  const one = async (item: EachItem): Promise<Outcome> => {
    let name = item.id.replace(/^sha256:/, '').slice(0, 12);
    try {
      const engine = engineById(item.environmentId);
      name = nameOf(engine, item.id) ?? name;
      await act(engine, item.id);
      return { ...item, name };
    } catch (error) {
      return { ...item, name, error };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return outcomes;
}
