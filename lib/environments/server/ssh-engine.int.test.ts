import type { Readable } from 'node:stream';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { testDatabase } from '@/lib/testing/database';
import { testEngine } from '@/lib/testing/engine';
import { startSshHost } from '@/lib/testing/ssh-host';
import { EngineConnection } from './engine-connection';

const soon = { timeout: 10_000, interval: 20 };
beforeAll(async () => { await testDatabase(); });

async function connect(fingerprint?: string) {
  const host = await startSshHost(testEngine.socketPath);
  const engine = new EngineConnection(crypto.randomUUID(), 'far', { kind: 'ssh', host: '127.0.0.1', port: host.port, username: 'root', privateKey: host.privateKey, ...(fingerprint !== '' && { hostKeyFingerprint: fingerprint ?? host.fingerprint }) });
  onTestFinished(async () => {
    engine.close();
    await host.close();
  });
  return { host, engine };
}

it('an engine behind SSH is listed, followed and streamed from, and is back after its host drops the line', async () => {
  const { host, engine } = await connect();
  await vi.waitFor(() => expect(engine.status().kind).toBe('up'), soon);
  const container = await testEngine.run({ name: testEngine.unique('far'), Cmd: ['sh', '-c', 'echo hello; sleep 3600'] });
  await vi.waitFor(() => expect(engine.inventory.container(container.id)?.state).toBe('running'), soon);
  expect(engine.inventory.events().some((event) => event.actorId === container.id && event.action === 'start')).toBe(true);

  const log = (await engine.call((docker) => docker.getContainer(container.id).logs({ follow: true, stdout: true, stderr: true }), { timeoutMs: null })) as unknown as Readable;
  const first = await new Promise<Buffer>((resolve) => log.once('data', resolve));
  expect(first.toString()).toContain('hello');
  log.destroy();

  // More at once than one SSH connection carries.
  const names = await Promise.all(Array.from({ length: 20 }, () => engine.call((docker) => docker.getContainer(container.id).inspect())));
  expect(names).toHaveLength(20);
  expect(new Set(host.commands)).toEqual(new Set(['docker system dial-stdio']));

  host.dropAll();
  await container.stop({ t: 0 });
  await vi.waitFor(() => expect(engine.inventory.container(container.id)?.state).toBe('exited'), soon);
  await vi.waitFor(() => expect(engine.status().kind).toBe('up'), soon);
});

it.each([['another key than the pinned one', `SHA256:${'A'.repeat(43)}`, 'ssh_host_key_mismatch'], ['a key that nobody confirmed', '', 'ssh_host_key_unconfirmed']])('a host with %s is never spoken to', async (_, fingerprint, code) => {
  const { host, engine } = await connect(fingerprint);
  await vi.waitFor(() => expect(engine.status()).toMatchObject({ kind: 'down', code: `environments.${code}` }), soon);
  expect(host.commands).toEqual([]);
});
