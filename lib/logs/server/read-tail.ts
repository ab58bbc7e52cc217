import type { Engine } from '@/lib/environments/server/engine';
import { LogParser } from '../model/log-parser';

const MOST_BYTES = 64 * 1024;

/** The last lines of a container's log as text; empty where its log driver keeps none. */
export async function readTail(engine: Engine, containerId: string, { lines, tty }: { lines: number; tty: boolean }): Promise<string> {
  const raw = await engine.call((docker) => docker.getContainer(containerId).logs({ stdout: true, stderr: true, tail: lines, follow: false })).catch(() => null);
  if (!raw) return '';
  const texts: string[] = [];
  const parser = new LogParser(tty, { accepts: () => true, line: ({ text }) => void texts.push(text), skipped: () => {} });
  parser.push(Buffer.from(raw as unknown as Buffer));
  parser.end();
  // The store keeps no NUL in a text.
  return texts.join('\n').replaceAll('\0', '').slice(-MOST_BYTES);
}
