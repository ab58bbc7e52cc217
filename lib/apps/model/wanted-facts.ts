import type { AppSpec } from '../spec';
import { envMap, type Facts } from './compare-container';
import { toContainerRequest, type Resolved } from './container-request';

/** What a container of this spec would look like: read off the very request that would make it. */
export function wantedFacts(spec: AppSpec, resolved: Resolved): Facts {
  const request = toContainerRequest(spec, { appId: '', path: '', version: 0, instanceId: '' }, resolved);
  const { HostConfig: host } = request;
  return {
    image: spec.image,
    command: request.Cmd ?? [],
    entrypoint: request.Entrypoint ?? [],
    env: envMap(request.Env),
    user: spec.user ?? '', workingDir: spec.workingDir ?? '', tty: spec.tty, labels: spec.labels,
    cpus: host.NanoCpus / 1e9, memMib: spec.mem, gpus: spec.gpus ?? 0, restart: spec.restart,
    log: `${host.LogConfig.Type} ${Object.entries(host.LogConfig.Config).map(([name, value]) => `${name}=${value}`).sort().join(' ')}`.trim(),
    stopSeconds: spec.taskKillGracePeriodSeconds,
    ports: Object.entries(host.PortBindings).flatMap(([port, all]) => all.map(({ HostPort }) => `${HostPort || '*'}:${port}`)).sort(),
    mounts: host.Mounts.map((mount) => `${mount.Type}:${mount.Type === 'tmpfs' ? '' : mount.Source}:${mount.Target}:${'ReadOnly' in mount && mount.ReadOnly ? 'ro' : 'rw'}`).sort(),
    networks: spec.networks.length > 0 ? spec.networks.map(({ name }) => name).sort() : ['bridge'],
    ulimits: spec.ulimits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`).sort(),
    health: request.Healthcheck?.Test.join(' ') ?? '',
    beyond: [],
  };
}
