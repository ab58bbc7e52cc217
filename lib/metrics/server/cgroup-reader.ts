import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { realLimit, type Counters } from '../model/counters';
import { blockV1, blockV2, cpuNanosV2, memoryV1, memoryV2, parseNetDev, parseProcCgroup } from '../model/parse-cgroup';

const ROOT = '/sys/fs/cgroup';
const read = (...parts: string[]) => readFileSync(path.join(...parts), 'utf8');

/** Where the kernel of this very machine keeps the counters of one running container. */
export interface CgroupTarget {
  kind: 'v1' | 'v2';
  pid: number;
  /** False where the container shares another's network: those bytes are not its own. */
  ownNetwork: boolean;
  directory: (controller: string) => string;
}

/**
 * Finds a container's counters by its first process. Null when that process is not of this machine: only a path that holds
 * the container's own id is believed, so an engine elsewhere cannot have us read something else.
 */
export function locateCgroup(containerId: string, pid: number, ownNetwork: boolean): CgroupTarget | null {
  if (!/^[0-9a-f]{64}$/.test(containerId) || !Number.isInteger(pid) || pid <= 1) return null;
  try {
    const paths = parseProcCgroup(read('/proc', String(pid), 'cgroup'));
    const own = (controller: string) => {
      const at = paths.get(controller);
      return at?.includes(containerId) ? path.join(ROOT, controller, path.normalize(at)) : null;
    };
    const unified = own('');
    if (unified && existsSync(path.join(unified, 'memory.current'))) return { kind: 'v2', pid, ownNetwork, directory: () => unified };
    if (!own('memory') || !own('cpuacct') || !existsSync(path.join(own('memory')!, 'memory.stat'))) return null;
    return { kind: 'v1', pid, ownNetwork, directory: (controller) => own(controller) ?? '' };
  } catch {
    return null;
  }
}

/**
 * Reads without waiting: these files are made in memory by the kernel, and a thread-pool trip costs more than the read.
 * Throws when the container is gone.
 */
export function readCgroup(target: CgroupTarget, hostMemoryBytes: number): Counters {
  const { cpuNanos, memory, block } = target.kind === 'v2' ? readV2(target) : readV1(target);
  const net = target.ownNetwork ? parseNetDev(read('/proc', String(target.pid), 'net/dev')) : { rx: 0, tx: 0 };
  return {
    atMs: Date.now(),
    cpuNanos,
    memoryBytes: memory.memoryBytes,
    memoryLimitBytes: realLimit(memory.limitBytes, hostMemoryBytes),
    netRxBytes: net.rx,
    netTxBytes: net.tx,
    blockReadBytes: block.read,
    blockWriteBytes: block.write,
  };
}

function readV1({ directory }: CgroupTarget) {
  return {
    cpuNanos: Number(read(directory('cpuacct'), 'cpuacct.usage')),
    memory: memoryV1(read(directory('memory'), 'memory.usage_in_bytes'), read(directory('memory'), 'memory.stat')),
    block: blockV1(optional(directory('blkio'), 'blkio.throttle.io_service_bytes_recursive')),
  };
}

function readV2({ directory }: CgroupTarget) {
  const at = directory('');
  return {
    cpuNanos: cpuNanosV2(read(at, 'cpu.stat')),
    memory: memoryV2(read(at, 'memory.current'), read(at, 'memory.stat'), read(at, 'memory.max')),
    block: blockV2(optional(at, 'io.stat')),
  };
}

/** Not every kernel accounts for disks. */
function optional(...parts: string[]): string {
  try {
    return read(...parts);
  } catch {
    return '';
  }
}
