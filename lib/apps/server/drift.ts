import type { Scope } from '@/lib/access/model/scope';
import { engineById } from '@/lib/environments/server/engines';
import { openSecrets } from '@/lib/groups/server/settings';
import type { DriftDto } from '../contract';
import { appErrors } from '../errors';
import { differences, factsOf } from '../model/compare-container';
import { resolveEnv } from '../model/env-references';
import { specFromFacts } from '../model/spec-from-facts';
import { wantedFacts } from '../model/wanted-facts';
import { appSpec } from '../spec';
import { inspectFacts } from './adopt-app';
import { pinsOf, placedSpecOf, specOf } from './app.repo';
import { filesVolumeOf } from './config-files';
import { updateApp } from './deploy-app';
import { asksOwnNetwork } from './internal-dns';
import { needApp } from './get-app';

/** What somebody changed of the instances behind Gantry's back: instance by instance, wanted and real. */
export async function findDrift(appId: string): Promise<{ items: DriftDto[] }> {
  const app = await needApp(appId);
  const engine = engineById(app.environmentId);
  const rows = app.instances.filter(({ containerId, state, versionNumber }) => containerId && state === 'started' && versionNumber === app.wantedVersion);
  const spec = placedSpecOf(app);
  const pins = pinsOf(app);
  const env = resolveEnv(spec.env, pins.variables, await openSecrets(pins.secrets));
  const wantedOf = async (version: number) => {
    const root = spec.configFiles.length > 0 ? (await engine.call((docker) => docker.getVolume(filesVolumeOf(app.id, version)).inspect())).Mountpoint : '';
    return wantedFacts(spec, { env, files: spec.configFiles.map(({ path }, index) => ({ path, source: `${root}/${index}` })) });
  };
  const pinned = app.versions.find(({ number }) => number === app.wantedVersion)?.imageId ?? null;
  const items = await Promise.all(rows.map(async (row) => {
    const { found, defaults } = await inspectFacts(engine, row.containerId!);
    const real = factsOf(asksOwnNetwork(engine, pins.network, found.HostConfig.Dns) ? { ...found, HostConfig: { ...found.HostConfig, Dns: [] } } : found, defaults);
    const wanted = await wantedOf(row.madeOfVersion ?? row.versionNumber);
    // The image is as wanted when it is the pinned one, by whatever name it was made.
    const changes = differences({ ...wanted, image: pinned === found.Image ? real.image : wanted.image }, real);
    return { instanceId: row.id, containerId: row.containerId!, name: row.containerName, changes };
  }));
  return { items: items.filter(({ changes }) => changes.length > 0) };
}

/** What one instance has becomes what is wanted: a new version, which the others take over too. */
export async function acceptDrift(scope: Scope, appId: string, instanceId: string) {
  const app = await needApp(appId);
  const row = app.instances.find(({ id }) => id === instanceId);
  if (!row?.containerId) throw appErrors('instance_not_found', { id: instanceId });
  const spec = specOf(app);
  const { found, defaults } = await inspectFacts(engineById(app.environmentId), row.containerId);
  const facts = factsOf(found, defaults);
  const { cpus, mem, restart, networks } = appSpec.parse({ ...specFromFacts(facts, found, 1), image: spec.image, env: {}, healthChecks: [], volumes: [], ports: [] });
  // Only what an engine lets be changed of a container that runs.
  const { network: own } = pinsOf(app);
  const kept = networks.filter(({ name }) => name !== own || spec.networks.length > 0).map((network) => spec.networks.find(({ name }) => name === network.name) ?? { ...network, aliases: [] });
  return updateApp(scope, appId, { spec: { ...spec, cpus, mem, restart, networks: kept }, message: '' });
}
