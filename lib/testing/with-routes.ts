import { afterAll, beforeAll } from 'vitest';
import { startAppController } from '../apps/server/app.controller';
import type { EngineConnection } from '../environments/server/engine-connection';
import { runShutdown } from '../platform/server/shutdown';
import { startProxyController } from '../proxy/server/proxy.controller';
import { importBusybox } from './busybox-image';
import { connectTestEngine } from './connected-engine';
import { testDatabase } from './database';
import { engineAddress } from './traffic/proxy-address';
import { startEngine, type StartedEngine } from './start-engine';

/** A proxy takes the ports of its engine's host: each file that looks at routes has an engine of its own. */
export interface RoutedEngine {
  engine: EngineConnection;
  started: StartedEngine;
  /** Where the engine's host is reached. */
  address: string;
}

/** As `withApps`, with a proxy that traffic can be sent to. */
export function withRoutes(use: (routed: RoutedEngine) => void | Promise<void>): void {
  let started: StartedEngine;
  beforeAll(async () => {
    await testDatabase();
    started = await startEngine([], { reachable: true });
    await importBusybox(started.docker);
    const engine = await connectTestEngine(started.socketPath);
    await startProxyController();
    await startAppController();
    await use({ engine, started, address: await engineAddress(started.docker) });
  }, 60_000);
  afterAll(async () => {
    await runShutdown();
    await started?.stop();
  });
}
