import type { AppSpecInput } from '../spec';
import { ULIMITS } from '../spec/words';
import type { Facts, Inspected } from './compare-container';

const NS = 1_000_000_000;
/** Of a container that has none: a spec always has a limit, which holds from the next deployment on. */
const MEM_WITHOUT_LIMIT = 512;
const CPUS_WITHOUT_LIMIT = 1;

/** The spec that a running container would have been made from. What it leaves to the image stays the image's. */
export function specFromFacts(facts: Facts, found: Inspected, instances: number): AppSpecInput {
  const check = found.Config.Healthcheck;
  const networks = Object.entries(found.NetworkSettings.Networks ?? {}) as [string, { Aliases?: string[] | null } | null][];
  const ulimits = facts.ulimits.flatMap((line) => {
    const [name, limits = ''] = line.split('=') as [string, string?];
    const [soft, hard] = limits.split(':').map(Number);
    const known = ULIMITS.find((one) => one === name);
    return known ? [{ name: known, soft: soft!, hard: hard! }] : [];
  });
  const [driver = 'json-file', ...options] = facts.log.split(' ');
  const option = Object.fromEntries(options.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const size = /^(\d+)m$/.exec(option['max-size'] ?? '')?.[1];
  return {
    image: facts.image, instances,
    ...(facts.command.length > 0 && { args: facts.command }), ...(facts.entrypoint.length > 0 && { entrypoint: facts.entrypoint }),
    cpus: facts.cpus || CPUS_WITHOUT_LIMIT, mem: facts.memMib || MEM_WITHOUT_LIMIT,
    ...(Object.keys(facts.env).length > 0 && { env: facts.env }), ...(Object.keys(facts.labels).length > 0 && { labels: facts.labels }),
    ...(facts.user && { user: facts.user }), ...(facts.workingDir && { workingDir: facts.workingDir }), ...(facts.tty && { tty: true }), ...(facts.gpus > 0 && { gpus: facts.gpus }),
    ...(facts.ports.length > 0 && { ports: facts.ports.map(portOf) }),
    ...(facts.mounts.length > 0 && { volumes: facts.mounts.map(volumeOf) }),
    ...(networks.some(([name]) => name !== 'bridge') && { networks: networks.map(([name, body]) => { const aliases = (body?.Aliases ?? []).filter((alias) => !/^[0-9a-f]{12}$/.test(alias)); return { name, ...(aliases.length > 0 && !['bridge', 'host', 'none'].includes(name) && { aliases: [...new Set(aliases)] }) }; }) }),
    restart: facts.restart, taskKillGracePeriodSeconds: facts.stopSeconds,
    ...(ulimits.length > 0 && { ulimits }),
    log: { driver: driver as 'json-file', ...(size && { maxSizeMb: Number(size) }), ...(option['max-file'] && { maxFiles: Number(option['max-file']) }) },
    ...(facts.health && check?.Test && { healthChecks: [{ protocol: 'COMMAND' as const, command: check.Test[0] === 'CMD-SHELL' ? ['/bin/sh', '-c', ...check.Test.slice(1)] : check.Test.slice(1), ...(check.Interval && { intervalSeconds: check.Interval / NS }), ...(check.Timeout && { timeoutSeconds: check.Timeout / NS }), ...(check.StartPeriod && { gracePeriodSeconds: check.StartPeriod / NS }), ...(check.Retries && { maxConsecutiveFailures: check.Retries }) }] }),
  };
}

function portOf(line: string): NonNullable<AppSpecInput['ports']>[number] {
  const [host = '*', port = ''] = line.split(':');
  const [containerPort, protocol] = port.split('/');
  return { containerPort: Number(containerPort), protocol: protocol === 'udp' ? 'udp' : 'tcp', ...(host !== '*' && { hostPort: Number(host) }) };
}

function volumeOf(line: string): NonNullable<AppSpecInput['volumes']>[number] {
  const [type, source = '', containerPath = '', mode] = line.split(':');
  if (type === 'tmpfs') return { type, containerPath };
  return { type: type === 'bind' ? 'host' : 'volume', source, containerPath, readOnly: mode === 'ro' };
}
