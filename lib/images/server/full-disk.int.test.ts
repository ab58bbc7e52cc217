import { Readable } from 'node:stream';
import tar from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { TEST_IMAGE } from '@/lib/testing/busybox-image';
import { canStartEngines, startEngine, type StartedEngine } from '@/lib/testing/start-engine';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import type { ImageWorkLine } from '../contract';
import { buildDockerfile, importImage } from './image-work';

const MIB = 2 ** 20;

describe.runIf(canStartEngines)('an engine whose disk is full', () => {
  let small: StartedEngine;
  let engine: EngineConnection;
  const caller = () => ({ environmentId: engine.id, locale: 'en' as const, signal: new AbortController().signal });
  const last = async (lines: AsyncGenerator<ImageWorkLine>) => { let line: ImageWorkLine | undefined; for await (const one of lines) line = one; return line; };
  const images = async () => (await small.docker.listImages({ all: true })).length;

  beforeAll(async () => {
    await testDatabase();
    small = await startEngine([], { diskBytes: 24 * MIB });
    engine = await connectTestEngine(small.socketPath);
  });
  afterAll(() => small?.stop());

  it('says so when an import does not fit, and leaves nothing of it', async () => {
    const before = await images();
    const pack = tar.pack();
    pack.entry({ name: 'fill' }, Buffer.alloc(40 * MIB, 1));
    pack.finalize();
    const line = await last(importImage(caller(), Readable.toWeb(Readable.from(pack)) as ReadableStream, 'too/big:1'));
    expect(line).toMatchObject({ kind: 'error', code: 'environments.no_space', detail: expect.stringContaining(engine.name) });
    expect(await images()).toBe(before);
  });

  it('says so when a build does not fit, and leaves no container', async () => {
    const line = await last(buildDockerfile(caller(), { dockerfile: `FROM ${TEST_IMAGE}\nRUN dd if=/dev/zero of=/fill bs=1M count=40`, tags: ['too/big:2'], noCache: false, pull: false, buildArgs: {}, target: undefined }));
    expect(line, JSON.stringify(line)).toMatchObject({ kind: 'error', code: 'environments.no_space' });
    expect(await small.docker.listContainers({ all: true })).toEqual([]);
  });
});
