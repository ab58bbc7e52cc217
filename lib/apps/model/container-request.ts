import type { AppSpec } from '../spec';

const NS = 1_000_000_000;
const MIB = 1024 * 1024;
const PIDS_LIMIT = 4096;

export interface ContainerIdentity {
  appId: string;
  path: string;
  version: number;
  instanceId: string;
}

/**
 * The engine's request for one instance. An allow-list: only what is named here is ever sent, so a spec has no way to
 * a privileged container, a host namespace, a device or a capability. Memory, processes and log always have a limit.
 */
export function toContainerRequest(spec: AppSpec, identity: ContainerIdentity) {
  const key = (port: AppSpec['ports'][number]) => `${port.containerPort}/${port.protocol}`;
  return {
    Image: spec.image,
    ...(spec.entrypoint && { Entrypoint: spec.entrypoint }),
    ...(spec.args && { Cmd: spec.args }),
    ...(spec.user && { User: spec.user }),
    ...(spec.workingDir && { WorkingDir: spec.workingDir }),
    Env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
    // For people and for `docker ps`; ownership is the database's word.
    Labels: { ...spec.labels, 'gantry.app': identity.path, 'gantry.version': String(identity.version), 'gantry.instance': identity.instanceId },
    StopTimeout: spec.taskKillGracePeriodSeconds,
    ExposedPorts: Object.fromEntries(spec.ports.map((port) => [key(port), {}])),
    ...(spec.healthCheck && {
      Healthcheck: {
        Test: ['CMD', ...spec.healthCheck.command],
        Interval: spec.healthCheck.intervalSeconds * NS,
        Timeout: spec.healthCheck.timeoutSeconds * NS,
        StartPeriod: spec.healthCheck.gracePeriodSeconds * NS,
        Retries: spec.healthCheck.maxConsecutiveFailures,
      },
    }),
    HostConfig: {
      NanoCpus: Math.round(spec.cpus * NS),
      Memory: spec.mem * MIB,
      MemorySwap: spec.mem * MIB,
      PidsLimit: PIDS_LIMIT,
      RestartPolicy: { Name: spec.restart === 'always' ? 'unless-stopped' : spec.restart, MaximumRetryCount: 0 },
      LogConfig: { Type: 'json-file', Config: { 'max-size': `${spec.log.maxSizeMb}m`, 'max-file': String(spec.log.maxFiles) } },
      PortBindings: Object.fromEntries(spec.ports.map((port) => [key(port), [{ HostIp: '', HostPort: port.hostPort ? String(port.hostPort) : '' }]])),
      Mounts: spec.volumes.map((volume) => {
        switch (volume.type) {
          case 'volume':
            return { Type: 'volume' as const, Source: volume.source, Target: volume.containerPath, ReadOnly: volume.readOnly };
          case 'host':
            return { Type: 'bind' as const, Source: volume.source, Target: volume.containerPath, ReadOnly: volume.readOnly };
          case 'tmpfs':
            return { Type: 'tmpfs' as const, Source: '', Target: volume.containerPath, TmpfsOptions: { SizeBytes: volume.sizeMb * MIB, Mode: 0o1777 } };
        }
      }),
      ...(spec.network && { NetworkMode: spec.network }),
    },
  };
}

/** The same slot of the same version of the same app always gets the same name, so a repeated create meets its own container. */
export const containerNameOf = (path: string, appId: string, version: number, generation: number, slot: number) =>
  `${path.slice(1).replace(/\//g, '_').slice(0, 80)}.${appId.slice(-8)}.v${version}${generation > 0 ? `r${generation}` : ''}.${slot}`;
