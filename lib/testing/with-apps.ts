import { afterAll, beforeAll } from 'vitest';
import { startAppController } from '../apps/server/app.controller';
import type { EngineConnection } from '../environments/server/engine-connection';
import { runShutdown } from '../platform/server/shutdown';
import { connectTestEngine } from './connected-engine';
import { testDatabase } from './database';
import { testEngine } from './engine';

/** A store, an engine and a running app controller for the tests of a `describe`; what its apps left is removed after it. */
export function withApps(group: string, use: (engine: EngineConnection) => void): void {
  beforeAll(async () => {
    await testDatabase();
    use(await connectTestEngine());
    await startAppController();
  });
  afterAll(async () => {
    await runShutdown();
    const rows = await testEngine.docker.listContainers({ all: true, filters: { label: ['gantry.app'] } });
    const own = rows.filter((row) => row.Labels['gantry.app']!.startsWith(`${group}/`));
    await Promise.all(own.map((row) => testEngine.docker.getContainer(row.Id).remove({ force: true, v: true }).catch(() => {})));
  });
}
