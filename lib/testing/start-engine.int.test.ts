import Docker from 'dockerode';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canStartEngines, makeCertificates, startEngine, startTlsEngine, type TlsEngine } from './start-engine';

/** Not a process that has ended and that nobody has asked about yet. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe.skipIf(!canStartEngines)('an engine of a test', () => {
  let engine: TlsEngine;
  beforeAll(async () => { engine = await startTlsEngine(); });
  afterAll(async () => { await engine.stop(); });

  const connect = (tls: { ca: string; cert?: string; key?: string }) => new Docker({ protocol: 'https', host: engine.host, port: engine.port, ...tls }).version();

  it('answers over TCP whoever holds its client certificate', async () => {
    expect((await connect(engine.tls)).ApiVersion).toBeTruthy();
  });

  it('refuses a client without a certificate, and one with another authority', async () => {
    const others = makeCertificates(path.join(engine.dir, 'others'));
    await expect(connect({ ca: engine.tls.ca })).rejects.toThrow();
    await expect(connect({ ca: engine.tls.ca, cert: others.read('client.pem'), key: others.read('client-key.pem') })).rejects.toThrow();
  });

  it('runs beside others, knows none of their containers, and leaves nothing behind', async () => {
    const other = await startEngine();
    const container = await other.docker.createContainer({ Image: 'busybox:test', Cmd: ['sleep', '3600'] });
    await container.start();
    const { State } = await container.inspect();
    expect(await engine.docker.listContainers({ all: true })).toEqual([]);
    await other.kill9();
    await other.stop();
    expect(existsSync(other.dir)).toBe(false);
    await vi.waitFor(() => expect(runs(State.Pid)).toBe(false), { timeout: 10_000 });
  });
});
