import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { config } from '@/lib/platform/server/config';
import type { Link } from '../model/audit-row';
import { findLinkHash } from './audit-chain.repo';

const EVERY_MS = 1_000;

interface State {
  heads: Map<string, Link>;
  timer?: NodeJS.Timeout;
  lastAt: number;
  writing: Promise<void>;
  withdraw?: () => void;
}
const state = () => processState<State>('audit-anchor-file', () => ({ heads: new Map(), lastAt: 0, writing: Promise.resolve() }));
const anchorFile = () => path.join(config.dataDir, 'audit-anchors.json');

/** Notes how far a chain is, for the file; it is written at most once a second, and so lags behind what a killed console wrote last. */
export function noteHead(chain: string, head: Link): void {
  // Only a process that was given a data folder has one to write to.
  if (!process.env.GANTRY_DATA) return;
  const own = state();
  own.heads.set(chain, head);
  own.withdraw ??= onShutdown(flushAnchors);
  own.timer ??= setTimeout(() => void flushAnchors(), Math.max(0, own.lastAt + EVERY_MS - Date.now()));
}

/** Writes now what waits to be written. */
export function flushAnchors(): Promise<void> {
  const own = state();
  clearTimeout(own.timer);
  own.timer = undefined;
  return (own.writing = own.writing.then(async () => {
    if (own.heads.size === 0) return;
    const heads = [...own.heads];
    own.heads.clear();
    own.lastAt = Date.now();
    await write(heads).catch((error: unknown) => log.error({ err: error }, 'the audit anchors were not written'));
  }));
}

/** By chain. Empty when there is no file; throws when there is one that cannot be read. */
export async function readAnchorFile(): Promise<Map<string, Link>> {
  const text = await readFile(anchorFile(), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return new Map(Object.entries(JSON.parse(text) as Record<string, Link>));
}

async function write(heads: readonly (readonly [string, Link])[]): Promise<void> {
  const anchors = await readAnchorFile();
  for (const [chain, head] of heads) {
    const known = anchors.get(chain);
    // An anchor that the table no longer holds is evidence; a newer one must not take its place.
    if (known && (await findLinkHash(chain, known.seq)) !== known.hash) {
      log.error({ chain, seq: known.seq }, 'the audit chain does not hold what its anchor says; run "npm run audit:verify"');
      continue;
    }
    if (known && known.seq > head.seq) continue;
    anchors.set(chain, { seq: head.seq, hash: head.hash });
  }
  const file = anchorFile();
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(Object.fromEntries([...anchors].sort()), null, 1)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}
