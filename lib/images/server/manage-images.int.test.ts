import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import tar from 'tar-stream';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { connectTestEngine } from '@/lib/testing/connected-engine';
import { testDatabase } from '@/lib/testing/database';
import { spawnBeside, testEngine } from '@/lib/testing/engine';
import { canStartEngines } from '@/lib/testing/start-engine';
import type { EngineConnection } from '@/lib/environments/server/engine-connection';
import type { BuildOptions, ImageWorkLine } from '../contract';
import { buildContext, buildDockerfile, importImage, loadImages, pushImage } from './image-work';
import { exportImages, getImage, prunePreview, pruneImages, removeImages, tagImage, untagImage } from './manage-images';

let engine: EngineConnection;
const caller = (signal = new AbortController().signal) => ({ environmentId: engine.id, locale: 'en' as const, signal });
const options = (change: Partial<BuildOptions> = {}): BuildOptions => ({ tags: [], target: undefined, noCache: false, pull: false, buildArgs: {}, ...change });
const all = async (lines: AsyncGenerator<ImageWorkLine>) => { const found: ImageWorkLine[] = []; for await (const line of lines) found.push(line); return found; };
const idOf = async (name: string) => (await testEngine.docker.getImage(name).inspect()).Id;

async function tarOf(files: Record<string, string>): Promise<ReadableStream> {
  const pack = tar.pack();
  for (const [name, text] of Object.entries(files)) pack.entry({ name }, text);
  pack.finalize();
  return Readable.toWeb(Readable.from(pack)) as ReadableStream;
}

describe('images', () => {
  beforeAll(async () => {
    await testDatabase();
    engine = await connectTestEngine();
  });

  it('builds a pasted Dockerfile with arguments, tells each step, and gives it its name', async () => {
    const tag = `${testEngine.unique('built')}:1`;
    const lines = await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nARG WORD\nRUN echo "said $WORD" > /word\nLABEL word=$WORD`, ...options({ tags: [tag], buildArgs: { WORD: 'hello' } }) }));
    expect(lines.at(-1)).toMatchObject({ kind: 'done', id: expect.stringMatching(/^sha256:/) });
    expect(lines.flatMap((line) => (line.kind === 'output' ? [line.text] : [])).join('')).toContain('Step 3/4 : RUN echo');
    const image = await getImage(engine.id, tag);
    expect(image.labels).toEqual({ word: 'hello' });
    expect(image.layers[0]!.createdBy).toContain('LABEL');
    await removeImages([{ environmentId: engine.id, id: image.id }], false);
    expect(engine.inventory.images().some(({ id }) => id === image.id)).toBe(false);
  });

  it('builds an uploaded context with its Dockerfile anywhere in it', async () => {
    const tag = `${testEngine.unique('context')}:1`;
    const lines = await all(buildContext(caller(), await tarOf({ 'docker/app.Dockerfile': `FROM ${testEngine.image}\nCOPY greeting.txt /`, 'greeting.txt': 'hi' }), { dockerfile: 'docker/app.Dockerfile', ...options({ tags: [tag] }) }));
    expect(lines.at(-1)!.kind).toBe('done');
    await removeImages([{ environmentId: engine.id, id: await idOf(tag) }], false);
  });

  it('a build that fails names its step, and leaves no image and no container', async () => {
    const tag = `${testEngine.unique('broken')}:1`;
    const lines = await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nRUN : ${tag}; exit 3`, ...options({ tags: [tag] }) }));
    expect(lines.at(-1)).toMatchObject({ kind: 'error', code: 'images.build_failed', detail: expect.stringMatching(/Step 2\/2 : RUN .*exit 3.*3/) });
    await expect(idOf(tag)).rejects.toMatchObject({ statusCode: 404 });
    expect((await testEngine.docker.listContainers({ all: true })).filter(({ Command }) => Command.includes(tag))).toEqual([]);
  });

  it('a build ends on the engine when its caller goes', async () => {
    const gone = new AbortController();
    const lines = buildDockerfile(caller(gone.signal), { dockerfile: `FROM ${testEngine.image}\nRUN sleep 300`, ...options() });
    const sleeping = async () => (await testEngine.docker.listContainers()).filter((row) => row.Command.includes('sleep 300'));
    const reading = all(lines);
    await vi.waitFor(async () => expect(await sleeping()).toHaveLength(1), { timeout: 15_000 });
    gone.abort();
    await reading;
    await vi.waitFor(async () => expect(await sleeping()).toEqual([]), { timeout: 15_000 });
  });

  it('exports, removes and imports again, and makes an image of files', async () => {
    const tag = `${testEngine.unique('moved')}:1`;
    await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nLABEL a=b`, ...options({ tags: [tag] }) }));
    const id = await idOf(tag);
    const chunks: Buffer[] = [];
    for await (const chunk of (await exportImages(engine.id, [tag], new AbortController().signal)) as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk));
    await removeImages([{ environmentId: engine.id, id }], false);
    const lines = await all(loadImages(caller(), Readable.toWeb(Readable.from(chunks)) as ReadableStream));
    expect(lines.at(-1)!.kind).toBe('done');
    expect(await idOf(tag)).toBe(id);

    const files = `${testEngine.unique('files')}:1`;
    expect((await all(importImage(caller(), await tarOf({ 'hello.txt': 'hi' }), files))).at(-1)!.kind).toBe('done');
    const results = await removeImages([id, await idOf(files)].map((one) => ({ environmentId: engine.id, id: one })), false);
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
  });

  it('says that an upload is no tar', async () => {
    const lines = await all(loadImages(caller(), Readable.toWeb(Readable.from([Buffer.from('this is not a tar at all')])) as ReadableStream));
    expect(lines.at(-1)).toMatchObject({ kind: 'error', code: 'images.not_tar' });
  });

  it('gives and takes names, but never the last', async () => {
    const [one, two] = [`${testEngine.unique('name')}:1`, `${testEngine.unique('name')}:2`] as const;
    await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nLABEL n=${one}`, ...options({ tags: [one] }) }));
    const id = await idOf(one);
    await tagImage(engine.id, id, two);
    await untagImage(engine.id, one);
    await expect(untagImage(engine.id, two)).rejects.toMatchObject({ code: 'images.only_name' });
    expect((await getImage(engine.id, id)).tags).toEqual([two]);
    await removeImages([{ environmentId: engine.id, id }], false);
  });

  it('refuses one in use by its users, and removes the others all the same', async () => {
    const [used, free] = [`${testEngine.unique('used')}:1`, `${testEngine.unique('free')}:1`] as const;
    for (const tag of [used, free]) await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nLABEL n=${tag}`, ...options({ tags: [tag] }) }));
    const container = await testEngine.run({ Image: used });
    const { Name } = await container.inspect();
    await vi.waitFor(() => expect(engine.inventory.container(container.id)?.state).toBe('running'));
    const results = await removeImages([await idOf(used), await idOf(free)].map((id) => ({ environmentId: engine.id, id })), true);
    expect(results[0]!.error).toMatchObject({ code: 'images.in_use', params: { containers: Name.slice(1) } });
    expect(results[1]!.error).toBeUndefined();
    await container.remove({ force: true });
    await vi.waitFor(() => expect(engine.inventory.container(container.id)).toBeUndefined());
    await removeImages([{ environmentId: engine.id, id: await idOf(used) }], false);
  });

  it('prunes exactly what the preview named', async () => {
    const built = await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nRUN head -c 3000000 /dev/zero > /fill\nLABEL n=${testEngine.unique('dangling')}`, ...options() }));
    const made = (built.at(-1) as { id: string }).id;
    const preview = await prunePreview(engine.id, false);
    expect(preview.items.map(({ id }) => id)).toContain(made);
    expect(preview.freesBytes).toBeGreaterThanOrEqual(3_000_000);
    const later = `${testEngine.unique('later')}:1`;
    await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nLABEL n=${later}`, ...options({ tags: [later] }) }));
    // Of a given engine only what this test made; on the run's own engine that is all of it.
    const { outcomes, freedBytes } = await pruneImages(engine.id, [made]);
    expect(outcomes.map(({ id, error }) => [id, error])).toEqual([[made, undefined]]);
    expect(freedBytes).toBeGreaterThanOrEqual(3_000_000);
    expect(await idOf(later)).toMatch(/^sha256/);
    await removeImages([{ environmentId: engine.id, id: await idOf(later) }], false);
  });

  it.runIf(canStartEngines)('pushes to a registry, and says in words why one does not take it', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'gantry-registry-'));
    const port = 20_000 + (process.pid % 20_000);
    writeFileSync(path.join(dir, 'config.yml'), `version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: ${dir}\nhttp:\n  addr: 127.0.0.1:${port}\n`);
    const registry = spawnBeside('docker-registry', ['serve', path.join(dir, 'config.yml')]);
    try {
      const image = `127.0.0.1:${port}/${testEngine.unique('pushed')}:1`;
      await all(buildDockerfile(caller(), { dockerfile: `FROM ${testEngine.image}\nLABEL pushed=yes`, ...options({ tags: [image] }) }));
      const lines = await vi.waitFor(async () => { const found = await all(pushImage(caller(), { image })); expect(found.at(-1), JSON.stringify(found.at(-1))).toEqual({ kind: 'done' }); return found; }, { timeout: 20_000, interval: 500 });
      expect(lines.some((line) => line.kind === 'layer')).toBe(true);
      registry.kill('SIGKILL');
      const refused = await all(pushImage(caller(), { image }));
      expect(refused.at(-1)).toMatchObject({ kind: 'error', detail: expect.stringContaining(image) });
      await removeImages([{ environmentId: engine.id, id: await idOf(image) }], false);
    } finally {
      registry.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
