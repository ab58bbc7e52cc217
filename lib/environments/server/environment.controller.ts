import { findEngine } from '@/lib/platform/server/find-engine';
import { publishLive } from '@/lib/platform/server/live-bus';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { onShutdown } from '@/lib/platform/server/shutdown';
import type { ConnectionInput, EnvironmentLiveEvent } from '../contract';
import { EngineConnection } from './engine-connection';
import { engineMap } from './engines';
import { createEnvironment, findEnvironments, type EnvironmentRecord } from './environment.repo';

const RESYNC_MS = 10_000;

/** Connects what the database lists, disconnects what it no longer lists, and does both again when a row changes. */
export async function startEnvironmentController(): Promise<void> {
  await ensureFirstEnvironment();
  await syncEnvironments();
  const timer = setInterval(() => void syncEnvironments().catch((error: unknown) => log.warn({ err: error }, 'environments were not read')), RESYNC_MS);
  onShutdown(() => {
    clearInterval(timer);
    for (const engine of engineMap().values()) (engine as EngineConnection).close();
    engineMap().clear();
  });
}

const connectedVersion = processState('connected-versions', () => new Map<string, number>());

export async function syncEnvironments(): Promise<void> {
  const wanted = new Map((await findEnvironments()).map((row) => [row.id, row]));
  for (const [id, engine] of engineMap()) {
    if (connectedVersion.get(id) === wanted.get(id)?.rowVersion) continue;
    (engine as EngineConnection).disconnect();
    engineMap().delete(id);
    tellOf(id);
  }
  for (const row of wanted.values()) if (!engineMap().has(row.id)) connect(row);
}

function connect(row: EnvironmentRecord): void {
  connectedVersion.set(row.id, row.rowVersion);
  engineMap().set(row.id, new EngineConnection(row.id, row.name, row.connection, row.overcommit));
  tellOf(row.id);
}

const tellOf = (id: string) => publishLive({ kind: 'environment', permission: 'environment:view', on: 'somewhere', data: { id } satisfies EnvironmentLiveEvent });

/** A fresh console knows the engine of its own machine, where there is one. */
async function ensureFirstEnvironment(): Promise<void> {
  if ((await findEnvironments()).length > 0) return;
  const found = findEngine();
  if (!found) return;
  const { foundBy, ...connection } = found;
  await createEnvironment('local', connection satisfies ConnectionInput);
  log.info({ foundBy }, 'the engine of this machine became the environment "local"');
}
