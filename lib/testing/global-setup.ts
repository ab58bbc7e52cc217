import Docker from 'dockerode';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findEngine } from '../platform/server/find-engine';
import { startEmbeddedPostgres } from '../platform/server/embedded-postgres';
import { importBusybox } from './busybox-image';
import { deleteFolder, killAll, makeRunFolder, processesOf } from './run-folder';
import { RUN_LABEL } from './run-label';
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
  const folder = makeRunFolder('gantry-test-', removeDatabase);
  const runId = path.basename(folder.dir).slice(-6).toLowerCase();
  const [engine, database] = await Promise.all([startOrFindEngine(runId), startEmbeddedPostgres(path.join(folder.dir, 'postgres'))]);
  project.provide('socketPath', engine.socketPath);
  project.provide('postgresUrl', database.url);
  project.provide('runId', runId);
  return async () => {
    await Promise.allSettled([engine.stop(), database.stop()]);
    folder.remove();
  };
}

async function startOrFindEngine(runId: string): Promise<{ socketPath: string; stop(): Promise<void> }> {
  if (canStartEngines) return startEngine([], { reachable: true });
  const found = findEngine();
  if (found?.kind !== 'socket') throw new Error('Integration tests need a Docker engine: run them as root on Linux with docker.io installed, or start one on a local socket.');
  const docker = new Docker({ socketPath: found.socketPath });
  const withdrawImage = await importBusybox(docker);
  return { socketPath: found.socketPath, stop: () => removeLabelled(docker, runId).then(withdrawImage) };
}

/** On an engine that is somebody's, only what bears this run's label goes. */
async function removeLabelled(docker: Docker, runId: string): Promise<void> {
  const filters = { label: [`${RUN_LABEL}=${runId}`] };
  const containers = await docker.listContainers({ all: true, filters });
  await Promise.allSettled(containers.map((row) => docker.getContainer(row.Id).remove({ force: true, v: true })));
  const [networks, { Volumes: volumes }] = await Promise.all([docker.listNetworks({ filters }), docker.listVolumes({ filters })]);
  await Promise.allSettled([...networks.map((row) => docker.getNetwork(row.Id).remove()), ...volumes.map((row) => docker.getVolume(row.Name).remove())]);
}

function removeDatabase(dir: string): void {
  killAll(processesOf(dir, ['postgres', 'initdb']));
  deleteFolder(dir);
}
