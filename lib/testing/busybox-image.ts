import Docker from 'dockerode';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import tar from 'tar-stream';

export const TEST_IMAGE = 'busybox:test';
const BUSYBOX = '/bin/busybox';

/**
 * Makes the image that all tests use from this machine's static busybox: no registry is in reach of a test. Returns
 * how to take it away again, which does nothing where it was there before.
 */
export async function importBusybox(docker: Docker): Promise<() => Promise<void>> {
  const present = await docker.getImage(TEST_IMAGE).inspect().then(() => true, () => false);
  if (present) return async () => {};
  const pack = tar.pack();
  for (const dir of ['bin', 'etc', 'tmp', 'proc', 'sys', 'dev', 'root', 'var', 'www']) pack.entry({ name: dir, type: 'directory', mode: dir === 'tmp' ? 0o1777 : 0o755 });
  pack.entry({ name: 'bin/busybox', mode: 0o755 }, readFileSync(BUSYBOX));
  for (const applet of execFileSync(BUSYBOX, ['--list'], { encoding: 'utf8' }).split('\n')) {
    if (applet && applet !== 'busybox') pack.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' });
  }
  pack.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n');
  pack.entry({ name: 'www/index.html' }, 'hello\n');
  pack.finalize();
  const [repo, tag] = TEST_IMAGE.split(':');
  const output = await docker.importImage(pack as unknown as NodeJS.ReadableStream, { repo, tag });
  await new Promise<void>((resolve, reject) => docker.modem.followProgress(output, (error: Error | null) => (error ? reject(error) : resolve())));
  return async () => void (await docker.getImage(TEST_IMAGE).remove());
}
