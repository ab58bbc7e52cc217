import { containerErrors } from '../errors';
import { checkLimits } from '../model/check-spec';
import { nameOf, type RawHostConfig, type RawInspect } from '../model/inspect';
import { readCpus } from '../model/read-spec';
import type { Engine } from '@/lib/environments/server/engine';
import { hostFacts } from './check-against-engine';
import { type ContainerPlace, inspectAt } from './read-inspect';
import { refuseWhileReplaced } from './refuse-while-replaced';

export interface NewLimits {
  cpus: number | null;
  memoryBytes: number | null;
  memorySwapBytes: number | null;
}

/** Changes the limits of a container that goes on running. Returns what they were. */
export async function updateLimits(place: ContainerPlace, limits: NewLimits): Promise<NewLimits> {
  const { engine, inspect } = await inspectAt(place);
  await refuseWhileReplaced(inspect.Id, nameOf(inspect));
  const problem = checkLimits(limits, hostFacts(engine));
  if (problem) throw containerErrors(problem.code, problem.params, `$.${problem.path}`);
  const { memoryBytes, memorySwapBytes } = limits;
  if (memorySwapBytes !== null && memorySwapBytes !== -1 && (memoryBytes === null || memorySwapBytes < memoryBytes)) {
    throw containerErrors('swap_below_memory', { memory: mib(memoryBytes ?? 0), swap: mib(memorySwapBytes) }, '$.memorySwapBytes');
  }
  const before = { cpus: readCpus(inspect.HostConfig), memoryBytes: inspect.HostConfig.Memory || null };
  // Engines read 0 as "leave it": a limit can be raised, but not taken away.
  if (limits.cpus === null && before.cpus !== null) throw containerErrors('limit_stays', { most: hostFacts(engine).cpus }, '$.cpus');
  if (memoryBytes === null && before.memoryBytes !== null) throw containerErrors('limit_stays', { most: mib(hostFacts(engine).memoryBytes) }, '$.memoryBytes');
  await refuseBelowUse(engine, inspect, memoryBytes);
  await engine.call((docker) => docker.getContainer(inspect.Id).update(toUpdate(limits, inspect.HostConfig)));
  return { ...before, memorySwapBytes: inspect.HostConfig.MemorySwap || null };
}

const mib = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/** The kernel would kill what does not fit; nobody means that when typing a figure. */
async function refuseBelowUse(engine: Engine, inspect: RawInspect, memoryBytes: number | null): Promise<void> {
  if (!inspect.State.Running || memoryBytes === null) return;
  const stats = (await engine.call((docker) => docker.getContainer(inspect.Id).stats({ stream: false, 'one-shot': true } as { stream: false }))) as unknown as {
    memory_stats?: { usage?: number; stats?: { total_inactive_file?: number; inactive_file?: number } };
  };
  const { usage = 0, stats: parts } = stats.memory_stats ?? {};
  const used = usage - (parts?.total_inactive_file ?? parts?.inactive_file ?? 0);
  if (used > memoryBytes) throw containerErrors('memory_below_use', { given: mib(memoryBytes), used: mib(used) }, '$.memoryBytes');
}

/** A quota set in the older form keeps that form: engines refuse a change from one to the other. */
function toUpdate({ cpus, memoryBytes, memorySwapBytes }: NewLimits, old: RawHostConfig) {
  const quota = cpus !== null && old.CpuQuota ? { CpuPeriod: old.CpuPeriod || 100_000, CpuQuota: Math.round(cpus * (old.CpuPeriod || 100_000)) } : undefined;
  return {
    ...(cpus !== null && (quota ?? { NanoCpus: Math.round(cpus * 1e9) })),
    ...(memoryBytes !== null && { Memory: memoryBytes, MemorySwap: memorySwapBytes ?? memoryBytes * 2 }),
  };
}
