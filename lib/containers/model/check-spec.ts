import type { ContainerSpec } from '../spec';

export interface SpecProblem {
  code: 'name_invalid' | 'image_invalid' | 'cpus_out_of_range' | 'memory_too_small' | 'memory_too_large' | 'port_invalid' | 'port_twice' | 'mount_source_missing' | 'mount_target_invalid' | 'mount_twice' | 'env_name_invalid' | 'env_twice' | 'env_not_kept' | 'retries_without_policy' | 'swap_below_memory';
  params: Record<string, string | number>;
  /** JSON path below the spec. */
  path: string;
}

export interface SpecFacts {
  cpus: number;
  memoryBytes: number;
  /** Names whose values may be kept. */
  keptEnv: ReadonlySet<string>;
}

export const MIN_MEMORY_BYTES = 6 * 1024 * 1024;
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
export const isContainerName = (name: string) => NAME.test(name) && name.length <= 128;
// Registry host, path, tag, digest: as the engine reads it, a little wider; what it refuses it says itself.
const IMAGE = /^[a-zA-Z0-9][\w.\-:/@]*$/;
export const isImageReference = (image: string) => IMAGE.test(image);

/** The first thing wrong with a spec, as a sentence's code, its facts and its place; undefined when there is none. */
export function checkSpec(spec: ContainerSpec, facts: SpecFacts): SpecProblem | undefined {
  if (!isContainerName(spec.name)) return { code: 'name_invalid', params: { name: spec.name.slice(0, 100) }, path: 'name' };
  if (!isImageReference(spec.image)) return { code: 'image_invalid', params: { image: spec.image.slice(0, 100) }, path: 'image' };
  return checkLimits(spec, facts) ?? checkEnv(spec, facts) ?? checkPorts(spec) ?? checkMounts(spec) ?? checkRestart(spec);
}

export function checkLimits(limits: { cpus: number | null; memoryBytes: number | null }, facts: Pick<SpecFacts, 'cpus' | 'memoryBytes'>): SpecProblem | undefined {
  const { cpus, memoryBytes } = limits;
  if (cpus !== null && !(cpus >= 0.01 && cpus <= facts.cpus)) return { code: 'cpus_out_of_range', params: { given: cpus, max: facts.cpus }, path: 'cpus' };
  if (memoryBytes !== null && memoryBytes < MIN_MEMORY_BYTES) return { code: 'memory_too_small', params: { min: MIN_MEMORY_BYTES / 1024 / 1024 }, path: 'memoryBytes' };
  if (memoryBytes !== null && memoryBytes > Number.MAX_SAFE_INTEGER / 4) return { code: 'memory_too_large', params: { max: Math.floor(facts.memoryBytes / 1024 / 1024) }, path: 'memoryBytes' };
  return undefined;
}

function checkEnv({ env }: ContainerSpec, { keptEnv }: SpecFacts): SpecProblem | undefined {
  const seen = new Set<string>();
  for (const [index, entry] of env.entries()) {
    const at = `env[${index}]`;
    if (entry.name === '' || /[=\0]/.test(entry.name)) return { code: 'env_name_invalid', params: { name: entry.name }, path: `${at}.name` };
    if (seen.has(entry.name)) return { code: 'env_twice', params: { name: entry.name }, path: `${at}.name` };
    if ('kept' in entry && !keptEnv.has(entry.name)) return { code: 'env_not_kept', params: { name: entry.name }, path: at };
    seen.add(entry.name);
  }
  return undefined;
}

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;

function checkPorts({ ports }: ContainerSpec): SpecProblem | undefined {
  const seen = new Set<string>();
  for (const [index, { containerPort, hostPort, protocol, hostAddress }] of ports.entries()) {
    if (!isPort(containerPort)) return { code: 'port_invalid', params: { port: containerPort }, path: `ports[${index}].containerPort` };
    if (hostPort === undefined) continue;
    if (!isPort(hostPort)) return { code: 'port_invalid', params: { port: hostPort }, path: `ports[${index}].hostPort` };
    const key = `${hostAddress ?? ''}:${hostPort}/${protocol}`;
    if (seen.has(key)) return { code: 'port_twice', params: { port: hostPort }, path: `ports[${index}].hostPort` };
    seen.add(key);
  }
  return undefined;
}

function checkMounts({ mounts }: ContainerSpec): SpecProblem | undefined {
  const seen = new Set<string>();
  for (const [index, { type, source, target }] of mounts.entries()) {
    if (!target.startsWith('/') || target === '/') return { code: 'mount_target_invalid', params: { target }, path: `mounts[${index}].target` };
    if (type === 'bind' && !source?.startsWith('/')) return { code: 'mount_source_missing', params: { target }, path: `mounts[${index}].source` };
    if (seen.has(target)) return { code: 'mount_twice', params: { target }, path: `mounts[${index}].target` };
    seen.add(target);
  }
  return undefined;
}

const checkRestart = ({ restart }: ContainerSpec): SpecProblem | undefined =>
  restart.maximumRetryCount > 0 && restart.name !== 'on-failure' ? { code: 'retries_without_policy', params: { policy: restart.name }, path: 'restart.maximumRetryCount' } : undefined;
