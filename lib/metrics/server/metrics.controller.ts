import { allEngines } from '@/lib/environments/server/engines';
import { onShutdown } from '@/lib/platform/server/shutdown';
import { collectors } from './collectors';
import { EngineCollector } from './engine-collector';

const RESYNC_MS = 2_000;

/** One collector for each connected engine; a reconnected engine gets a new one. */
export function startMetricsController(): void {
  syncCollectors();
  const timer = setInterval(syncCollectors, RESYNC_MS);
  timer.unref();
  onShutdown(() => {
    clearInterval(timer);
    for (const collector of collectors().values()) collector.close();
    collectors().clear();
  });
}

export function syncCollectors(): void {
  const engines = new Map(allEngines().map((engine) => [engine.id, engine]));
  for (const [id, collector] of collectors()) {
    if (engines.get(id) === collector.engine) continue;
    collector.close();
    collectors().delete(id);
  }
  for (const [id, engine] of engines) if (!collectors().has(id)) collectors().set(id, new EngineCollector(engine));
}
