import { processState } from './process-state';

type Closer = () => void | Promise<void>;

const closers = () => processState('shutdown', () => new Set<Closer>());

/** Registers what must end when the console stops: controllers, open streams, connections. Returns how to withdraw it. */
export function onShutdown(close: Closer): () => void {
  closers().add(close);
  return () => closers().delete(close);
}

export async function runShutdown(): Promise<void> {
  await Promise.allSettled([...closers()].map(async (close) => close()));
}
