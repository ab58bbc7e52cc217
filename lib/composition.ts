import { createSetupLink } from './access/server/create-setup-link';
import { startAccessController } from './access/server/access.controller';
import { startAppController } from './apps/server/app.controller';
import { startAcmeController } from './certificates/server/acme/acme.controller';
import { startProxyController } from './proxy/server/proxy.controller';
import { namesSources } from './names/server/names-feed';
import { hostsOfApp } from './routes/server/hosts-of-app';
import { startReplacementController } from './containers/server/container-replacement.controller';
import { startDiskUsageController } from './environments/server/disk-usage.controller';
import { loadClaims } from './environments/server/claims';
import { startEnvironmentController } from './environments/server/environment.controller';
import { registerLocators } from './locators';
import { startMetricsController } from './metrics/server/metrics.controller';
import { startNamesController } from './names/server/names.controller';
import { policyFor } from './groups/server/policy';
import { lifecycle, startup } from './platform/server/lifecycle';
import { processState } from './platform/server/process-state';
import { recordingPolicy } from './terminal/server/recording';
import { startTerminalController } from './terminal/server/terminal.controller';

/** Starts every controller once per process, lowest slice first. */
export function startControllers(): Promise<void> {
  const starting = processState<{ promise?: Promise<void> }>('controllers', () => ({}));
  return (starting.promise ??= start().then(
    () => void (lifecycle().current = { state: 'ready' }),
    (error: unknown) => {
      lifecycle().current = { state: 'failed', error };
      throw error;
    },
  ));
}

async function start(): Promise<void> {
  registerLocators();
  await startAccessController();
  await loadClaims();
  await startEnvironmentController();
  startDiskUsageController();
  startMetricsController();
  // A policy is asked for what stands in a group; a container may have been given to the group itself.
  recordingPolicy().shouldRecord = async (place) => (await policyFor(`${(place ?? '/').replace(/\/$/, '')}/terminal`)).recordTerminals;
  startTerminalController();
  await startReplacementController();
  await startProxyController();
  await startAppController();
  namesSources().hostsOf = hostsOfApp;
  startNamesController();
  // After the proxies, which answer for the hosts.
  startAcmeController();
  startup().setupPath = await createSetupLink();
}
