import { readFile } from 'node:fs/promises';
import { arch } from 'node:process';
import tar from 'tar-stream';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { environmentErrors } from '../errors';
import { withPrograms, type Program } from './collect-program';
import type { Engine } from './engine';

const ARCHITECTURE: Partial<Record<string, readonly string[]>> = { x64: ['x86_64', 'amd64'], arm64: ['aarch64', 'arm64'] };
const making = () => processState('package-images', () => new Map<string, Promise<void>>());

/**
 * An image of nothing but Debian's own programs and their libraries, for engines that reach no registry. Made once; its
 * tag is the answer. Fails with `package_image_failed` where this machine has no such packages, or another kind of processor.
 */
export async function makePackageImage(engine: Engine, tag: string, programs: readonly Program[]): Promise<string> {
  const key = `${engine.id} ${tag}`;
  const under = making().get(key) ?? make(engine, tag, programs).finally(() => making().delete(key));
  making().set(key, under);
  await under;
  return tag;
}

async function make(engine: Engine, tag: string, programs: readonly Program[]): Promise<void> {
  if (engine.inventory.images().some(({ tags }) => tags.includes(tag))) return;
  const theirs = engine.info()?.architecture;
  if (theirs && !ARCHITECTURE[arch]?.includes(theirs)) throw environmentErrors('package_image_failed', { image: tag, reason: `${arch} ≠ ${theirs}` });
  const archive = await withPrograms(programs, packed).catch((error: Error & { stderr?: string }) => {
    log.warn({ err: error, image: tag }, 'an image of packages was not made');
    throw environmentErrors('package_image_failed', { image: tag, reason: (error.stderr?.trim() || error.message).slice(0, 300) });
  });
  const [repo, version] = tag.split(':');
  await engine.call(
    async (docker) => {
      const output = (await docker.importImage(archive as unknown as NodeJS.ReadableStream, { repo, tag: version })) as NodeJS.ReadableStream;
      await new Promise<void>((resolve, reject) => docker.modem.followProgress(output, (error: Error | null) => (error ? reject(error) : resolve())));
    },
    { timeoutMs: null },
  );
  await engine.inventory.refresh('image');
}

async function packed(files: readonly { source: string; at: string }[]) {
  const pack = tar.pack();
  const folders = new Set(['etc', 'tmp', 'run', 'proc', 'sys', 'dev', 'var', 'names', 'gantry']);
  for (const { at } of files) at.slice(1).split('/').slice(0, -1).reduce((parent, name) => { const folder = parent ? `${parent}/${name}` : name; folders.add(folder); return folder; }, '');
  for (const name of folders) pack.entry({ name, type: 'directory', mode: name === 'tmp' ? 0o1777 : 0o755 });
  pack.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n');
  pack.entry({ name: 'etc/group' }, 'root:x:0:\nnogroup:x:65534:\n');
  for (const { at, source } of files) pack.entry({ name: at.slice(1), mode: 0o755 }, await readFile(source));
  pack.finalize();
  return pack;
}
