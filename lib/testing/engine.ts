import Docker from 'dockerode';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { TEST_IMAGE } from './busybox-image';
import { RUN_LABEL } from './run-label';

const socketPath = inject('socketPath');
let counter = 0;

/** The run's real engine. What a test makes carries the run's label and is removed after its file. */
export const testEngine = {
  socketPath,
  docker: new Docker({ socketPath }),
  image: TEST_IMAGE,
  labels: { [RUN_LABEL]: inject('runId') },
  unique: (name: string) => `${name}-${inject('runId')}-${process.pid}-${++counter}`,
  /** Makes and starts a container; `cmd` defaults to one that stays. */
  async run(options: Docker.ContainerCreateOptions = {}): Promise<Docker.Container> {
    const container = await testEngine.docker.createContainer({
      Image: TEST_IMAGE, Cmd: ['sleep', '3600'], StopTimeout: 1, name: testEngine.unique('box'), ...options, Labels: { ...options.Labels, ...testEngine.labels },
    });
    made.add(container);
    await container.start();
    return container;
  },
};

/** Runs a program in the engine's own network, where an address or a port means to it what it means to the engine. */
export function spawnBeside(program: string, args: string[]): ChildProcess {
  const pid = readFileSync(path.join(path.dirname(socketPath), 'pid'), 'utf8').trim();
  const child = spawn('nsenter', ['--target', pid, '--net', program, ...args], { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

const made = new Set<Docker.Container>();
afterAll(async () => {
  await Promise.all([...made].map((container) => container.remove({ force: true, v: true }).catch(() => {})));
});
