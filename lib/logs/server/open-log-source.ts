import type { Readable } from 'node:stream';
import { engineById } from '@/lib/environments/server/engines';
import { logErrors } from '../errors';

export interface LogSelection {
  since?: string;
  until?: string;
  tail?: number;
  stdout: boolean;
  stderr: boolean;
  follow: boolean;
}

export interface LogSource {
  stream: Readable;
  tty: boolean;
  containerId: string;
  containerName: string;
}

type Dial = (options: object, done: (error: unknown, stream: Readable) => void) => void;

/** Opens the engine's own stream, so that even a log of gigabytes is never held. The caller ends it. */
export async function openLogSource(environmentId: string, containerId: string, selection: LogSelection, signal: AbortSignal): Promise<LogSource> {
  const engine = engineById(environmentId);
  const row = engine.inventory.container(containerId);
  if (!row) throw logErrors('container_not_found', { container: containerId, environment: engine.name });
  if (!selection.stdout && !selection.stderr) throw logErrors('nothing_selected', {}, '$.stdout');
  const { Config, HostConfig } = await engine.call((docker) => docker.getContainer(row.id).inspect());
  // The engine would answer 200 and then end with an error in the stream.
  if (HostConfig.LogConfig?.Type === 'none') throw logErrors('driver_unreadable', { container: row.name, driver: 'none' });
  const query = {
    stdout: selection.stdout,
    stderr: selection.stderr,
    follow: selection.follow,
    timestamps: true,
    tail: selection.tail === undefined ? 'all' : String(selection.tail),
    ...(selection.since && { since: unixNanos(selection.since) }),
    ...(selection.until && { until: unixNanos(selection.until) }),
  };
  const stream = await engine.call(
    (docker) =>
      // `container.logs` reads all into memory unless it follows.
      new Promise<Readable>((resolve, reject) => {
        const dial = (docker.modem as { dial: Dial }).dial.bind(docker.modem) as Dial;
        dial({ path: `/containers/${row.id}/logs?`, options: query, method: 'GET', isStream: true, abortSignal: signal, statusCodes: { 200: true, 404: 'no such container', 409: 'conflict', 500: 'server error', 501: 'log driver does not support reading' } }, (error, opened) => (error ? reject(error as Error) : resolve(opened)));
      }),
    { timeoutMs: null, signal },
  );
  return { stream, tty: Config.Tty, containerId: row.id, containerName: row.name };
}

/** Nanoseconds do not fit into a number; the fraction is carried over as text. */
export function unixNanos(at: string): string {
  const fraction = /\.(\d+)Z$/.exec(at)?.[1] ?? '0';
  return `${Math.floor(Date.parse(`${at.slice(0, 19)}Z`) / 1000)}.${fraction.padEnd(9, '0')}`;
}
