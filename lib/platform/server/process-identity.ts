import { readFileSync } from 'node:fs';

/** A process that a file on disk speaks of. The pid alone may belong to another one by now. */
export interface ProcessIdentity {
  pid: number;
  /** Start time in kernel ticks; empty where the system does not tell. */
  startTicks: string;
}

export const identityOf = (pid: number): ProcessIdentity => ({ pid, startTicks: startTicksOf(pid) ?? '' });

export function isAlive(known: ProcessIdentity): boolean {
  try {
    process.kill(known.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const ticks = startTicksOf(known.pid);
  return ticks === undefined || known.startTicks === '' || ticks === known.startTicks;
}

/** Field 22 of /proc/<pid>/stat; undefined where there is no /proc. The name in field 2 may hold spaces. */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
