import type { Engine } from '@/lib/environments/server/engine';
import { containerErrors } from '../errors';
import { checkSpec } from '../model/check-spec';
import { type RawInspect, splitEnv } from '../model/inspect';
import type { ContainerSpec } from '../spec';

/** An engine that has not told its size yet sets no bound here; it refuses by itself. */
export const hostFacts = (engine: Engine) => ({ cpus: engine.info()?.cpus ?? 1024, memoryBytes: engine.info()?.memoryBytes ?? Number.MAX_SAFE_INTEGER });

/** Refuses what cannot work on this engine as it is now, before anything is made. `replaced` gives its name and ports free. */
export function checkAgainstEngine(engine: Engine, spec: ContainerSpec, origin?: RawInspect, replaced?: RawInspect): void {
  const keptEnv = new Set((origin?.Config.Env ?? []).map((entry) => splitEnv(entry).name));
  const problem = checkSpec(spec, { ...hostFacts(engine), keptEnv });
  if (problem) throw containerErrors(problem.code, problem.params, `$.spec.${problem.path}`);
  const others = engine.inventory.containers().filter(({ id }) => id !== replaced?.Id);
  if (others.some(({ name }) => name === spec.name)) throw containerErrors('name_taken', { name: spec.name, engine: engine.name }, '$.spec.name');
  checkNetwork(engine, spec, origin);
  for (const [index, port] of spec.ports.entries()) {
    if (port.hostPort === undefined) continue;
    const holder = others.find((row) => row.state === 'running' && row.ports.some((held) => held.hostPort === port.hostPort && held.protocol === port.protocol && overlaps(held.hostAddress, port.hostAddress)));
    if (holder) throw containerErrors('port_taken_by', { port: port.hostPort, container: holder.name, engine: engine.name }, `$.spec.ports[${index}].hostPort`);
  }
}

const isAny = (address: string | undefined) => !address || address === '0.0.0.0' || address === '::';
const overlaps = (a: string | undefined, b: string | undefined) => isAny(a) || isAny(b) || a === b;

const BUILT_IN = new Set(['bridge', 'host', 'none']);

function checkNetwork(engine: Engine, { network }: ContainerSpec, origin?: RawInspect): void {
  if (BUILT_IN.has(network) || network === origin?.HostConfig.NetworkMode) return;
  if (!engine.inventory.networks().some(({ id, name }) => name === network || id === network)) throw containerErrors('network_unknown', { network, engine: engine.name }, '$.spec.network');
}
