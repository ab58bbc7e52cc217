/** Where a process is in each cgroup hierarchy: `/proc/<pid>/cgroup`. v2 is under the empty name. */
export function parseProcCgroup(text: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, ...path] = line.split(':');
    if (controllers === undefined) continue;
    for (const name of controllers.split(',')) paths.set(name, path.join(':'));
  }
  return paths;
}

/** One `key value` a line: `memory.stat`, `cpu.stat`. */
export function readKey(text: string, key: string): number | undefined {
  const start = text.startsWith(`${key} `) ? 0 : text.indexOf(`\n${key} `) + 1;
  if (start === 0 && !text.startsWith(`${key} `)) return undefined;
  return Number.parseInt(text.slice(start + key.length + 1), 10);
}

/** v1 counts the children too in the `total_` figures; the limit that holds is the tightest up the tree. */
export function memoryV1(usage: string, stat: string): { memoryBytes: number; limitBytes: number } {
  const inactive = readKey(stat, 'total_inactive_file') ?? readKey(stat, 'inactive_file') ?? 0;
  return { memoryBytes: workingSet(Number(usage), inactive), limitBytes: readKey(stat, 'hierarchical_memory_limit') ?? 0 };
}

export function memoryV2(current: string, stat: string, max: string): { memoryBytes: number; limitBytes: number } {
  return { memoryBytes: workingSet(Number(current), readKey(stat, 'inactive_file') ?? 0), limitBytes: max.trim() === 'max' ? 0 : Number(max) };
}

/** As `docker stats` has it. */
export const workingSet = (usage: number, inactiveFile: number) => (inactiveFile < usage ? usage - inactiveFile : usage);

export const cpuNanosV2 = (stat: string) => (readKey(stat, 'usage_usec') ?? 0) * 1000;

/** `8:0 Read 4096` a line. */
export function blockV1(text: string): { read: number; write: number } {
  const io = { read: 0, write: 0 };
  for (const line of text.split('\n')) {
    const [, operation, bytes] = line.split(' ');
    if (operation === 'Read') io.read += Number(bytes);
    if (operation === 'Write') io.write += Number(bytes);
  }
  return io;
}

/** `8:0 rbytes=4096 wbytes=0 rios=1 …` a line. */
export function blockV2(text: string): { read: number; write: number } {
  const sum = (name: string) => [...text.matchAll(new RegExp(`\\b${name}=(\\d+)`, 'g'))].reduce((total, match) => total + Number(match[1]), 0);
  return { read: sum('rbytes'), write: sum('wbytes') };
}

/** All interfaces but the loopback: `/proc/<pid>/net/dev`. */
export function parseNetDev(text: string): { rx: number; tx: number } {
  const net = { rx: 0, tx: 0 };
  for (const line of text.split('\n').slice(2)) {
    const colon = line.indexOf(':');
    if (colon < 0 || line.slice(0, colon).trim() === 'lo') continue;
    const fields = line.slice(colon + 1).trim().split(/\s+/);
    net.rx += Number(fields[0]);
    net.tx += Number(fields[8]);
  }
  return net;
}
