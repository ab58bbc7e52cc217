import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exec } from 'dockerode';
import { engineById } from '@/lib/environments/server/engines';
import { terminalErrors } from '../errors';
import { readExecFailure } from '../model/exec-failure';
import type { TerminalTarget } from './tickets';

const HANG_UP = '\x03\x04';
const GRACE_MS = 1_500;

export interface ExecProcess {
  stream: Duplex;
  resize(columns: number, rows: number): Promise<void>;
  /** Null while it runs, or when the engine cannot tell any more. */
  exitCode(): Promise<number | null>;
  /** Ends the program when nobody looks any more. */
  hangUp(): Promise<void>;
}

/** Starts the command with a terminal. No shell is put around it: it is exec'd as given. */
export async function startExec(target: TerminalTarget): Promise<ExecProcess> {
  const engine = engineById(target.environmentId);
  const row = engine.inventory.container(target.containerId);
  if (!row) throw terminalErrors('container_not_found', { container: target.containerId, environment: engine.name });
  if (row.state !== 'running') throw terminalErrors('not_running', { container: row.name });
  const facts = { command: target.command[0]!, container: row.name, user: target.user ?? '' };
  let exec: Exec;
  let stream: Duplex;
  try {
    exec = await engine.call((docker) =>
      docker.getContainer(row.id).exec({
        Cmd: target.command, User: target.user, Tty: true, AttachStdin: true, AttachStdout: true, AttachStderr: true, Env: ['TERM=xterm-256color'],
      }),
    );
    // A hijacked connection lives as long as the terminal: it must not be counted against the deadline of a call.
    stream = await engine.call((docker) => docker.getExec(exec.id).start({ hijack: true, stdin: true, Tty: true }), { timeoutMs: null });
  } catch (error) {
    const failure = readExecFailure(String((error as { params?: { reason?: unknown } }).params?.reason ?? error));
    throw failure ? terminalErrors(failure, facts) : error;
  }
  const call = <T>(work: (own: Exec) => Promise<T>) => engine.call((docker) => work(docker.getExec(exec.id)));
  const inspect = () => call((own) => own.inspect());
  return {
    stream,
    resize: (toColumns, toRows) => call((own) => own.resize({ w: toColumns, h: toRows })) as Promise<void>,
    exitCode: () => inspect().then(({ ExitCode }) => ExitCode, () => null),
    async hangUp() {
      // Closing the connection alone would leave the program running: interrupt it, end its input, then end it.
      if (stream.writable) stream.write(HANG_UP);
      const state = await inspect().catch(() => null);
      if (state?.Running) {
        signal(state.Pid, row.id, 'SIGHUP');
        await sleep(GRACE_MS, undefined, { ref: false });
        const after = await inspect().catch(() => null);
        if (after?.Running) signal(after.Pid, row.id, 'SIGKILL');
      }
      stream.destroy();
    },
  };
}

/** Where the engine runs on this machine its processes are ours to see; the cgroup proves that it is that container's. */
function signal(pid: number, containerId: string, name: NodeJS.Signals): void {
  try {
    if (pid > 1 && readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(containerId)) process.kill(pid, name);
  } catch {
    // Gone already, of another machine, or of another user; the end of its input has to do.
  }
}
