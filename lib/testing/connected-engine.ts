import { afterAll, expect, vi } from 'vitest';
import { EngineConnection } from '../environments/server/engine-connection';
import { engineMap } from '../environments/server/engines';
import { createEnvironment } from '../environments/server/environment.repo';
import { testEngine } from './engine';

/** An environment row and its live connection to the run's engine (or another socket), ready for use. */
export async function connectTestEngine(socketPath = testEngine.socketPath): Promise<EngineConnection> {
  const connection = { kind: 'socket' as const, socketPath };
  const row = (await createEnvironment(testEngine.unique('engine'), connection))!;
  const engine = new EngineConnection(row.id, row.name, connection);
  engineMap().set(row.id, engine);
  await vi.waitFor(() => expect(engine.status().kind).toBe('up'), { timeout: 15_000, interval: 20 });
  return engine;
}

afterAll(() => {
  for (const engine of engineMap().values()) (engine as EngineConnection).close();
  engineMap().clear();
});
