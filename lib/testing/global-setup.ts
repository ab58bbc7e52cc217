import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findEngine } from '../platform/server/find-engine';
import { startEmbeddedPostgres } from '../platform/server/embedded-postgres';
import { canStartEngines, startEngine } from './start-engine';

declare module 'vitest' {
  interface ProvidedContext {
    socketPath: string;
    postgresUrl: string;
    runId: string;
  }
}

/** One engine and one Postgres for the whole run; files get a database each and name what they make by the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-test-'));
  const [engine, database] = await Promise.all([startOrFindEngine(), startEmbeddedPostgres(path.join(dir, 'postgres'))]);
  project.provide('socketPath', engine.socketPath);
  project.provide('postgresUrl', database.url);
  project.provide('runId', path.basename(dir).slice(-6).toLowerCase());
  return async () => {
    await Promise.allSettled([engine.stop(), database.stop()]);
    rmSync(dir, { recursive: true, force: true });
  };
}

async function startOrFindEngine(): Promise<{ socketPath: string; stop(): Promise<void> }> {
  if (canStartEngines) return startEngine();
  const found = findEngine();
  if (found?.kind !== 'socket') throw new Error('Integration tests need a Docker engine: run them as root on Linux with docker.io installed, or start one on a local socket.');
  return { socketPath: found.socketPath, stop: async () => {} };
}
