import type Docker from 'dockerode';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import tar from 'tar-stream';
import { bundleServer } from './bundle-server';

/** Where an instance listens. */
export const TRAFFIC_PORT = 8080;

/** An image of this machine's Node, the libraries it needs and the server of `server.ts`; made once an engine, returns its name. */
export async function makeTrafficImage(docker: Docker): Promise<string> {
  const script = await bundleServer();
  const [repo, tag] = ['gantry-traffic', createHash('sha256').update(script).update(process.version).digest('hex').slice(0, 12)];
  const image = `${repo}:${tag}`;
  if (await docker.getImage(image).inspect().then(() => true, () => false)) return image;

  const pack = tar.pack();
  for (const name of ['etc', 'tmp', 'proc', 'sys', 'dev', 'bin']) pack.entry({ name, type: 'directory', mode: name === 'tmp' ? 0o1777 : 0o755 });
  pack.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/node\nnobody:x:65534:65534:nobody:/:/bin/node\n');
  for (const file of librariesOf(process.execPath)) pack.entry({ name: file.slice(1), mode: 0o755 }, readFileSync(realpathSync(file)));
  pack.entry({ name: 'bin/node', mode: 0o755 }, readFileSync(realpathSync(process.execPath)));
  pack.entry({ name: 'server.cjs' }, script);
  pack.finalize();
  const changes = [`CMD ["/bin/node","/server.cjs"]`, `EXPOSE ${TRAFFIC_PORT}`, `ENV PORT=${TRAFFIC_PORT}`];
  const output = await docker.importImage(pack as unknown as NodeJS.ReadableStream, { repo, tag, changes });
  await new Promise<void>((resolve, reject) => docker.modem.followProgress(output, (error: Error | null) => (error ? reject(error) : resolve())));
  return image;
}

/** By their absolute paths, the loader among them. */
function librariesOf(program: string): string[] {
  const lines = execFileSync('ldd', [program], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => /(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}
