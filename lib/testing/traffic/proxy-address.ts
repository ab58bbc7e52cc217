import type Docker from 'dockerode';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Target } from './load/ask';

/** Where ports that an engine publishes are reached from here: its own end of its bridge. */
export async function engineAddress(docker: Docker): Promise<string> {
  const { IPAM } = (await docker.getNetwork('bridge').inspect()) as { IPAM: { Config: { Gateway: string }[] } };
  return IPAM.Config[0]!.Gateway;
}

/** Resolves with the time that it took until the route answers. */
export async function untilAnswered(target: Target, timeoutMs = 60_000): Promise<number> {
  const began = performance.now();
  for (let last: unknown; ; await sleep(5)) {
    try {
      await ask(target, { path: '/', agent: false, timeoutMs: 1_000 });
      return performance.now() - began;
    } catch (error) {
      last = error;
    }
    if (performance.now() - began > timeoutMs) throw new Error(`${target.host} at ${target.address}:${target.port} did not answer: ${String(last)}`);
  }
}
