import type Docker from 'dockerode';

interface DialOptions { abortSignal?: AbortSignal }
type Dial = (options: DialOptions, done: (error: unknown, answer: unknown) => void) => void;

/**
 * The same client, whose every request ends with `signal`. A call that is merely given up on keeps its socket until the
 * engine answers; a few dozen of them at an engine that never does would leave none for the next.
 */
export function boundDocker(docker: Docker, signal: AbortSignal): Docker {
  const { modem } = docker as unknown as { modem: { dial: Dial } };
  const dial: Dial = (options, done) => modem.dial({ ...options, abortSignal: options.abortSignal ? AbortSignal.any([signal, options.abortSignal]) : signal }, done);
  return Object.assign(Object.create(docker) as Docker, { modem: Object.assign(Object.create(modem) as object, { dial }) });
}

/**
 * Runs `work` with a client that is cut off at the deadline, or when `signal` ends. The promise ends then too, whatever
 * `work` is waiting for.
 */
export async function within<T>(docker: Docker, limits: { ms: number; signal?: AbortSignal }, work: (docker: Docker) => Promise<T>, late: () => Error): Promise<T> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(late()), limits.ms);
  const giveUp = () => cut.abort(limits.signal?.reason);
  if (limits.signal?.aborted) giveUp();
  limits.signal?.addEventListener('abort', giveUp, { once: true });
  const given = new Promise<never>((_, reject) => cut.signal.addEventListener('abort', () => reject(cut.signal.reason as Error), { once: true }));
  given.catch(() => {});
  try {
    cut.signal.throwIfAborted();
    const working = work(boundDocker(docker, cut.signal));
    working.catch(() => {});
    return await Promise.race([working, given]);
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', giveUp);
  }
}
